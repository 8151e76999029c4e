"""The argument as a whole: five sentences, validity and soundness, hidden premises, tensions."""

import math
from collections.abc import Sequence

from detente.pipeline.argument import Argument
from detente.pipeline.audit_brief_text import ARGUMENT
from detente.pipeline.audit_brief_tree import (
    AuditBlock,
    AuditSection,
    Dot,
    Fold,
    Grid,
    Listing,
    Row,
    Told,
)
from detente.pipeline.audit_brief_words import MEANS, SYMBOLS, identifier, points, share_words
from detente.pipeline.brief_tree import Link, Prose, Text
from detente.pipeline.brief_words import MINUS, count, heading
from detente.pipeline.judging.verdict import Audit, Fraction, Judgement, Load, Strain

WEIGHTS = "from-weights"
FEW = 30  # draws; a share of fewer is shown with a warning


def judgement_section(audit: Audit, sentences: Sequence[str]) -> AuditSection:
    """Say the judgement in plain sentences, and how many claims got which word."""
    verdicts = {word: [v.claim for v in audit.claims if v.word == word] for word in SYMBOLS}
    rows = tuple(
        Row(
            (
                f"{SYMBOLS[word]} {word}",
                (Link(count(len(names), "claim"), "#claims"),),
                MEANS[word],
                _claims(names),
            )
        )
        for word, names in verdicts.items()
    )
    grid = Grid(("Word", "Claims", "What it means", "Which"), rows, origin="from-words")
    said = Listing(tuple((Text(f"{one} "), Link("Numbers", "#argument")) for one in sentences), WEIGHTS, True)
    return AuditSection("judgement", "The judgement", None, (said, Fold("The claims by their word", (grid,))))


def _claims(names: Sequence[str]) -> Prose:
    pieces: list[Text | Link] = []
    for name in names:
        pieces += [Text(", ")] if pieces else []
        pieces.append(Link(name, "#" + identifier("claim", name)))
    return tuple(pieces) or "none"


def argument_section(audit: Audit, argument: Argument) -> AuditSection:
    """Show validity and soundness of the argument under each theory, and what they were asked over."""
    told = audit.judgement
    premises = [claim.name for claim in argument.claims if claim.role == "premise"]
    asked = f"{count(len(premises), 'premise')}, and {len(argument.hidden)} more that it does not state"
    conclusions = [claim.name for claim in argument.claims if claim.role == "conclusion"]
    start = "Validity: of the draws that meet every premise, how many meet every conclusion ("
    more = (
        f"). Soundness: how many draws meet every premise at all. {asked}; one "
        "that cannot be tried, or that a theory cannot express, is left out."
    )
    lead = Told((Text(start), *_pieces(conclusions), Text(more)), ARGUMENT)
    rows = [_whole(told), *(_by_theory(told, name, conclusions) for name in audit.theories)]
    headers = ("Theory", "Validity", "Soundness", "Premises asked", "Weight")
    caption = "Shares with their Monte Carlo error in points, and of how many draws."
    blocks: list[AuditBlock] = [Grid(headers, tuple(rows), caption=caption, kind="whole"), *_clashes(told)]
    blocks += _left_out(told)
    blocks += _own(told)
    return AuditSection("argument", "The argument as a whole", lead, tuple(blocks))


def _pieces(names: Sequence[str]) -> tuple[Text | Link, ...]:
    words = _claims(names)
    return (Text(words),) if isinstance(words, str) else words


def _fraction(found: Fraction | None, address: str) -> Dot | Prose:
    if found is None or found.of == 0 or not math.isfinite(found.share):
        return (Link("no draw to ask", address),)
    few = ", few" if found.of < FEW else ""
    words = f"{share_words(found.share, found.error)} of {found.of:,}{few}"
    return Dot(found.share, found.error, (Link(words, address),))


def _whole(told: Judgement) -> Row:
    address = "#" + WEIGHTS
    cells = (_fraction(told.weighted_validity, address), _fraction(told.weighted_soundness, address))
    return Row(((Text("Weighted over theories", "strong"),), *cells, "", ""))


def _by_theory(told: Judgement, theory: str, conclusions: Sequence[str]) -> Row:
    address = "#" + identifier("theory", theory)
    left = [name for name in told.left_out.get(theory, ()) if name not in conclusions]
    asked = told.premises.get(theory, ())
    how = ", draws found by a steered search" if told.search.get(theory) == "steered" else ""
    premises = f"{len(asked)} of {len(asked) + len(left)}{how}"
    weight = (Link(f"{told.weights[theory]:.2f}", "#" + WEIGHTS),) if theory in told.weights else "none"
    return Row(
        (
            (Link(heading(theory), address),),
            _fraction(told.validity.get(theory), address),
            _fraction(told.soundness.get(theory), address),
            (Link(premises, address),),
            weight,
        )
    )


def _clashes(told: Judgement) -> list[AuditBlock]:
    return [
        Told(
            (
                Text("No draw meets all premises under "),
                Link(heading(theory), "#" + identifier("theory", theory)),
                Text(". "),
                *_pair(pair),
            ),
            mood="small",
        )
        for theory, pair in told.clash.items()
    ]


def _pair(pair: tuple[str, str]) -> tuple[Text | Link, ...]:
    first, second = (Link(name, "#" + identifier("claim", name)) for name in pair)
    if first == second:
        return first, Text(" holds in no draw.")
    return Text("Most often "), first, Text(" and "), second, Text(" exclude each other.")


def _left_out(told: Judgement) -> list[AuditBlock]:
    rows = tuple(
        Row(((Link(heading(theory), "#" + identifier("theory", theory)),), _claims(names)))
        for theory, names in told.left_out.items()
        if names
    )
    if not rows:
        return []
    grid = Grid(("Theory", "Left out"), rows)
    return [Fold("Premises and conclusions that a theory cannot express", (grid,))]


def _own(told: Judgement) -> list[AuditBlock]:
    if not told.as_the_document_says:
        return []
    rows = tuple(
        Row(
            ((Link(name, "#" + identifier("claim", name)),), (Link(f"{share:.1%}", "#from-document-theory"),))
        )
        for name, share in told.as_the_document_says.items()
    )
    why = (
        "A theory made of the document’s own premises. It is kept apart: a claim that is put into a model "
        "can only be confirmed by it."
    )
    grid = Grid(("Conclusion", "Share of draws"), rows)
    return [Fold("As the document says, kept apart", (Told(why, mood="small"), grid))]


def hidden_section(audit: Audit, argument: Argument) -> AuditSection:
    """Show the unstated premises, the one that carries most first; those that cannot be tried last."""
    loads = {load.premise: load for load in audit.judgement.loads}
    ordered = sorted(argument.hidden, key=lambda one: -loads[one.name].fall if one.name in loads else 1.0)
    rows = tuple(
        Row(
            (
                (Text(one.name, "strong"), Text(f" {one.paraphrase}")),
                _fall(loads.get(one.name), one.untested),
                _without(loads.get(one.name)),
                _claims(one.needed_by),
            ),
            identifier("claim", one.name),
        )
        for one in ordered
    )
    lead = (
        "What the argument needs and does not say. Its load: how far validity falls when it is not granted."
    )
    headers = ("Premise", "Load", "Validity without it", "Needed by")
    grid = Grid(headers, rows, origin=ARGUMENT, kind="loads")
    return AuditSection("hidden", "Hidden premises", Told(lead), (grid,))


def _fall(load: Load | None, untested: str) -> Prose:
    if load is None or not math.isfinite(load.fall):
        return f"not tried ({untested})" if untested else "not tried"
    fall = 100 * load.fall
    words = f"{MINUS if fall > 0 else '+'}{abs(fall):.1f} points" if abs(fall) >= 0.05 else "none"
    return (Link(words, "#" + WEIGHTS),)


def _without(load: Load | None) -> Dot | Prose:
    return "–" if load is None else _fraction(load.validity_without, "#" + WEIGHTS)


def tensions_section(audit: Audit, argument: Argument) -> AuditSection:
    """Show which claims hold together in few draws, the tightest first."""
    strains = {strain.tension: strain for strain in audit.judgement.strains}
    rows = tuple(
        Row(
            (
                (Text(one.name, "strong"), Text(f" {one.paraphrase}")),
                _claims(one.claims),
                _together(strains.get(one.name), one.untested),
                _alone(strains.get(one.name)),
            ),
            identifier("claim", one.name),
        )
        for one in argument.tensions
    )
    lead = "Claims that may not be able to hold together: the share of draws in which all of them do."
    headers = ("Tension", "Claims", "All hold in", "Each alone, weighted")
    grid = Grid(headers, rows, origin=ARGUMENT, kind="strains")
    return AuditSection("tensions", "Tensions", Told(lead), (grid,))


def _together(strain: Strain | None, untested: str) -> Prose:
    if strain is None or not strain.together:
        return f"not tried ({untested})" if untested else "not tried"
    pieces: list[Text | Link] = []
    for name, found in strain.together.items():
        pieces += [Text("; ")] if pieces else []
        address = WEIGHTS if name == "weighted" else identifier("theory", name)
        said = "no draw" if found.of == 0 else f"{found.share:.1%} ± {points(found.error)}"
        pieces.append(Link(f"{heading(name)} {said}", f"#{address}"))
    return tuple(pieces)


def _alone(strain: Strain | None) -> Prose:
    if strain is None:
        return "–"
    pieces: list[Text | Link] = []
    for name, share in strain.alone.items():
        pieces += [Text("; ")] if pieces else []
        pieces.append(Link(f"{name} {share:.1%}", "#" + WEIGHTS))
    return tuple(pieces) or "–"
