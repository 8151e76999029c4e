"""The sections of a brief that show what a run rests on, and what it cannot show."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from detente.pipeline.brief_beliefs import (
    Belief,
    Number,
    Work,
    causes_of,
    cited,
    named_in_entries,
    parameters,
    replaced,
    starts,
)
from detente.pipeline.brief_names import called
from detente.pipeline.brief_numbers import horizon_of
from detente.pipeline.brief_tree import (
    Block,
    BulletList,
    Cell,
    Details,
    Link,
    Note,
    Paragraph,
    Prose,
    Section,
    Table,
    Text,
)
from detente.pipeline.brief_words import amount, count, heading, percent
from detente.pipeline.effects import sorted_nodes, variance_cut
from detente.vocabulary import title

if TYPE_CHECKING:
    from detente.pipeline.brief import Materials

LONGEST_NOTE = 110  # characters of a note on a starting value; the scenario holds it whole
HELD = {
    "read": "read",
    "secondary": "known through another work",
    "computed": "computed from public data",
    "derived": "derived and checked here",
    "memory": "from memory, not opened: not quoted as verified",
}
CAN = (
    "What each theory implies about this act, given how unsure its numbers are, and where theories part.",
    "How much of a difference is the act’s own, because both worlds of a draw share parameters and luck.",
    "Which numbers nobody vouches for, and how many of them a result rests on.",
)
CANNOT = (
    "Which theory is true. Agreement among theories is agreement among models, some of which share causes.",
    "What will happen. A scenario is a starting point and a set of schedules, not a forecast.",
    "Effects for which no theory here has a path, however real they may be.",
    "Precision that its priors do not have: where numbers are assumed, so is what follows from them.",
)


def numbers_section(m: Materials) -> Section:
    """List the parameters, the assumed ones first."""
    every = parameters(causes_of(m.theories))
    assumed = [n for n in every if n.assumed]
    share = percent(len(assumed) / len(every)) if every else "0%"
    how_many = (
        f"{len(assumed)} of the {len(every)} numbers that these theories use ({share}) rest on no source"
    )
    lead = (
        Text(f"{how_many}: their priors are the authors’ own, wide where the literature is silent, "),
        Text("free in sign where it disagrees. The others are listed with their sources by "),
        Text("detente causes show", "code"),
        Text("."),
    )
    blocks: list[Block] = [Note("assumed", _by_cause(assumed))] if assumed else []
    blocks.append(Details(f"The {count(len(assumed), 'assumed number')}", (_numbers(assumed),)))
    changed = replaced(m.theories)
    if changed:
        rows = tuple((heading(t), (Text(name, "code"),), _median(b), _interval(b)) for t, name, b in changed)
        table = Table(
            ("Theory", "Parameter", "Median", "90% of belief"), rows, ("left", "left", "right", "right")
        )
        blocks.append(Details("Beliefs that theories put in their place", (table,)))
    return Section("assumed", "The numbers it rests on", lead, tuple(blocks))


def _by_cause(assumed: list[Number]) -> str:
    per: dict[str, int] = {}
    for number in assumed:
        cause = heading(number.name.split(".")[0]).lower()
        per[cause] = per.get(cause, 0) + 1
    most = sorted(per, key=lambda cause: (-per[cause], cause))[:6]
    return f"Most assumed numbers are in {', '.join(f'{cause} ({per[cause]})' for cause in most)}."


def _numbers(numbers: list[Number]) -> Table:
    rows = []
    for n in numbers:
        meaning = f"{n.meaning}. {n.note}" if n.note else n.meaning
        rows.append((n.name, meaning, _believed(n)))
    return Table(("Parameter", "Meaning", "Median (90% of belief), unit"), tuple(rows))


def _believed(n: Number) -> str:
    unit = "" if n.unit == "1" else f" {n.unit}"
    return f"{_median(n.belief)} ({_interval(n.belief)}){unit}"


def _median(believed: Belief) -> str:
    return amount(believed.median)


def _interval(believed: Belief) -> str:
    return "fixed" if believed.fixed else f"{amount(believed.low, 2)} to {amount(believed.high, 2)}"


def starts_section(m: Materials) -> Section:
    """List the starting values with their sources."""
    given = starts(m.scenario)
    if not given:
        text = (
            "The scenario gives no starting values: the war begins between two equal sides at typical values."
        )
        return Section("starts", "Where the war starts", "", (Paragraph(text),))
    labels, assumed = m.scenario.labels, [n for n in given if n.assumed]
    sourced = tuple(
        (called(n.name, labels), _believed(n), n.as_of, _start_source(n)) for n in given if not n.assumed
    )
    told = ("Stock", "Median (90% of belief), unit")
    blocks: list[Block] = []
    if sourced:
        table = Table((*told, "As of", "Source and note"), sourced)
        blocks.append(Details(f"The {count(len(sourced), 'starting value')} with a source", (table,)))
    if assumed:
        table = Table(told, tuple((called(n.name, labels), _believed(n)) for n in assumed))
        blocks.append(Details(f"The {count(len(assumed), 'assumed starting value')}", (table,)))
    lead = (
        f"{count(len(given), 'starting value')}, {len(assumed)} of them assumed. Every other stock starts at "
        "its value in the reference war, between two equal sides."
    )
    begins = f" Month 0 is {m.scenario.begins}." if m.scenario.begins else ""
    return Section("starts", "Where the war starts", lead + begins, tuple(blocks))


def _start_source(n: Number) -> Prose:
    also = f" and {', '.join(n.also)}" if n.also else ""
    note = textwrap.shorten(n.note, LONGEST_NOTE, placeholder=" …")
    rest = f"{also}. {note}" if note else also
    name = Text(n.source, "code")
    return (name, Text(rest)) if rest else (name,)


def reading_section(m: Materials) -> Section:
    """Say what this can and cannot show, and how to read its errors."""
    told = m.tree.attrs
    blocks: list[Block] = [
        Paragraph((Text("It can show", "strong"),)),
        BulletList(CAN),
        Paragraph((Text("It cannot show", "strong"),)),
        BulletList(CANNOT),
        Paragraph(
            f"How to read the error. An interval over {told['draws']:,} draws is what a theory’s uncertain "
            "numbers leave open; more draws do not make it narrower. The Monte Carlo error is what the "
            "finite number of draws adds: it is the standard error of the mean over draws, and halves with "
            "four times as many. A mean smaller than twice its error is not told apart from nothing."
        ),
    ]
    cut = _cut(m)
    blocks += [Note("note", cut)] if cut else []
    lead = "Words such as “likelier” report numbers of this model. They are no verdict on anybody’s conduct."
    return Section("reading", "What this can and cannot show", lead, tuple(blocks))


def _cut(m: Materials) -> str:
    if len(m.worlds) < 2:
        return ""
    by = horizon_of(m.tree)
    ratios = [variance_cut(node, m.worlds[1], by=by) for _, node in sorted_nodes(m.tree)]
    finite = sorted(ratio for ratio in ratios if ratio != float("inf"))
    if not finite:
        return ""
    middle = finite[len(finite) // 2]
    return (
        "Sharing parameters and luck between the two worlds makes the variance of the mean effect on a "
        f"settlement {amount(middle, 2)} times smaller than independent worlds would (median over theories)."
    )


def sources_section(m: Materials) -> Section:
    """List the works of exactly the causes, starting values and theories in use."""
    causes = [title(cause) for cause in causes_of(m.theories)]
    used = cited(m.scenario, m.theories)
    for key, users in named_in_entries({c: m.entries.get(c, "") for c in causes}, m.works).items():
        used[key] = list(dict.fromkeys([*used.get(key, []), *users]))
    items = tuple(_cited(m.works[key], used[key]) for key in sorted(used) if key in m.works)
    held: dict[str, int] = {}
    for key in used:
        if key in m.works:
            held[m.works[key].held] = held.get(m.works[key].held, 0) + 1
    how = "; ".join(
        f"{number} {HELD.get(kind, kind)}" for kind, number in sorted(held.items(), key=lambda h: -h[1])
    )
    lead = f"{count(len(items), 'work')} behind the causes, theories and starting values of this run: {how}."
    return Section("sources", "Sources", lead, (Details("The bibliography", (BulletList(items),)),))


def _cited(work: Work, users: list[str]) -> Prose:
    shown = ", ".join(users[:4]) + (f" and {len(users) - 4} more" if len(users) > 4 else "")
    said: list[Text | Link] = [Text(work.citation + " ")]
    if work.address:
        said = [
            Text(work.citation.replace(work.address, "").rstrip(". ") + ". "),
            Link("Link", work.address),
            Text(". "),
        ]
    return (*said, Text(HELD.get(work.held, work.held), "tag"), Text(f" {shown}."))


def provenance_section(m: Materials) -> Section:
    """Say where the result is from, and how to make it again."""
    told = m.tree.attrs
    rows: list[tuple[Cell, ...]] = [
        ("detente", m.version),
        ("Seed", str(told["seed"])),
        ("Scenario, SHA-256", (Text(str(told["scenario_sha256"])[:16], "code"),)),
        ("Steps a month", str(told["steps_a_month"])),
        ("Endings", str(told["endings"])),
    ]
    hashes = tuple(
        (heading(name), (Text(str(digest)[:16], "code"),))
        for name, digest in zip(told["theories"], told["theories_sha256"], strict=True)
    )
    worlds = tuple(
        (name, do or "the scenario as it is") for name, do in zip(m.worlds, told["worlds_do"], strict=True)
    )
    blocks: tuple[Block, ...] = (
        Paragraph((Text("To make the same result again: "), Text(m.command, "code"))),
        Table(("What", "Value"), tuple(rows)),
        Table(("World", "What it does"), worlds),
        Details(
            "Theories, first digits of the SHA-256 of what each says", (Table(("Theory", "SHA-256"), hashes),)
        ),
    )
    return Section("provenance", "Where this is from", "", blocks)
