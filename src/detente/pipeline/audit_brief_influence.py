"""What the headline effect hangs on: the few uncertain numbers that move it by more than chance does."""

from collections.abc import Callable, Mapping

from detente.pipeline.argument import Argument
from detente.pipeline.audit_brief_origins import Grounds, meanings
from detente.pipeline.audit_brief_text import ARGUMENT
from detente.pipeline.audit_brief_tree import AuditBlock, AuditSection, Fold, Grid, Row, Stack, Told
from detente.pipeline.audit_brief_words import identifier
from detente.pipeline.brief_tree import Link, Prose, Text
from detente.pipeline.brief_words import heading, percent
from detente.pipeline.judging.verdict import Audit, Influence, Sensitivities

Words = Callable[[str], str]


def influence_sections(
    audit: Audit, argument: Argument, grounds: Grounds, called: Mapping[str, str]
) -> tuple[AuditSection, ...]:
    """Show the numbers that move the headline effect most; nothing where it was not asked."""
    found = audit.sensitivity
    if found is None:
        return ()
    known = meanings(grounds)

    def words(number: str) -> str:
        return f"{called[number]}, at the start" if number in called else known.get(number, "")

    claim = found.test.split(".")[0]
    concludes = any(one.name == claim and one.role == "conclusion" for one in argument.claims)
    which = "the first conclusion" if concludes else "the first claim"
    link = Link(claim, "#" + identifier("claim", claim))
    asked = f", {which} that can be tried. Asked there: {_asked(argument, claim, called)}"
    lead = Told((Text("The headline effect is that of "), link, Text(asked)), ARGUMENT)
    blocks: tuple[AuditBlock, ...] = (Told(_said(found, words), "from-run"),)
    if found.of:
        numbers = (_table(found), Told(_how(found), "from-run"))
        blocks += (_bars(found, words), Fold("The same in numbers", numbers))
    return (AuditSection("influence", "What the headline effect hangs on", lead, blocks),)


def _asked(argument: Argument, claim: str, called: Mapping[str, str]) -> str:
    return next(one for one in argument.claims if one.name == claim).tests[0].form.sentence(called)


def _said(found: Sensitivities, words: Words) -> Prose:
    start = f"Of {found.asked:,} uncertain numbers, "
    if not found.of:
        return f"{start}none moves it by more than chance does: it hangs on many of them, or on luck."
    others = f" The other {found.asked - found.beyond:,} cannot be told from numbers that do nothing."
    if found.beyond == 1:
        some = "only this one moves it by more than chance does: "
    elif found.beyond == len(found.of):
        some = f"these {found.beyond} move it by more than chance does. First of all, "
    else:
        some = f"{found.beyond} move it by more than chance does; {len(found.of)} are shown. First of all, "
    first = found.of[0]
    share = f" explains {percent(first.first)} of its variance by itself."
    if not _explains(first, found):
        share = " shifts it as a whole, yet explains no more of its variance by itself than chance would."
    return (Text(start + some), *_named(first.number, words), Text(share + others))


def _named(number: str, words: Words) -> tuple[Text | Link, ...]:
    link = Link(number, "#" + identifier("number", number))
    said = words(number)
    return (Text(f"“{said[:1].lower()}{said[1:]}” ("), link, Text(")")) if said else (link,)


def _explains(one: Influence, found: Sensitivities) -> bool:
    return one.first > found.first_by_chance


def _bars(found: Sensitivities, words: Words) -> Grid:
    scale = (0.0, max(found.first_by_chance, *(one.first for one in found.of)))
    rows = tuple(
        Row(
            (_name(one.number, words), Stack((max(0.0, one.first),), scale, _share(one, found))),
            origin=identifier("number", one.number),
        )
        for one in found.of
    )
    theory = Link(heading(found.theory), "#" + identifier("theory", found.theory))
    draws = Link(f"{found.draws:,} draws", "#from-run")
    caption = (Text("What moves it most, under "), theory, Text(", in "), draws, Text("."))
    headers = ("Uncertain number", "Share of the effect’s variance that it explains by itself")
    return Grid(headers, rows, caption=caption)


def _name(number: str, words: Words) -> Prose:
    said = words(number)
    link = Link(number, "#" + identifier("number", number))
    return (Text(f"{said[:1].upper()}{said[1:]} "), link) if said else (link,)


def _share(one: Influence, found: Sensitivities) -> Prose:
    return percent(one.first) if _explains(one, found) else "no more than by chance"


def _table(found: Sensitivities) -> Grid:
    rows = tuple(
        Row(
            (
                (Link(one.number, "#" + identifier("number", one.number)),),
                f"{100 * one.first:.1f}%".replace("-", "−"),
                f"{one.pawn:.3f}",
            ),
            origin=identifier("number", one.number),
        )
        for one in found.of
    )
    headers = ("Uncertain number", "Variance explained by itself", "Shift of the whole distribution")
    return Grid(headers, rows, kind="influences")


def _how(found: Sensitivities) -> Prose:
    said = (
        "All numbers vary at once, as their priors have it. Variance explained: first-order index, by random "
        "balance designs; the estimate of a number that explains nothing may lie below 0. Shift: PAWN, from "
        "0 to 1, the median distance between the distribution of the effect with the number in a tenth of "
        "its range and without that knowledge. Both are SALib’s. With the effect shuffled over the draws, 40 "
        f"times, no number reached more than {found.first_by_chance:.1%} or {found.pawn_by_chance:.3f}; one "
        "that exceeds neither is not listed. What these do not explain by themselves comes from numbers "
        "acting together, from many that do little each, and from luck. "
    )
    return (Text(said), Link("The run", "#from-run"))
