"""The argument with some of its premises granted, in words: what the page shows after each switch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.faces.audit_logic import Judged, Known, judged, read_known
from detente.faces.web.audit_pages import Done
from detente.pipeline.audit_brief_words import share_words
from detente.pipeline.brief_tree import Share
from detente.pipeline.brief_words import MINUS, count, heading
from detente.pipeline.judging.under import FEW
from detente.pipeline.judging.verdict import Fraction
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean


@dataclass(frozen=True)
class Line:
    """One theory, or all of them weighted: shares in words, and of what they are."""

    name: str
    validity: Share | str
    soundness: Share | str
    asked: str
    weight: str


@dataclass(frozen=True)
class Shown:
    """The judgement with some premises granted.

    whole     the weighted line;  lines  one a theory
    said      what has changed against all premises granted, in a sentence
    warnings  what keeps the numbers from being relied on
    granted, conclusions   the names that are granted and concluded
    """

    whole: Line
    lines: tuple[Line, ...]
    said: str
    warnings: tuple[str, ...]
    granted: frozenset[str]
    conclusions: frozenset[str]


@dataclass(frozen=True)
class Switched:
    """An audit with some premises granted and some conclusions asked, counted anew.

    premises   all that can be granted
    said, warnings   as in `Shown`
    """

    known: Known
    found: Judged
    premises: frozenset[str]
    granted: frozenset[str]
    conclusions: frozenset[str]
    said: str
    warnings: tuple[str, ...]


def regranted(
    audit: Done, granted: Collection[str] | None = None, conclusions: Collection[str] | None = None
) -> Shown:
    """Return the argument judged with these premises granted, of these conclusions; all where none are given.

    Raises:
        InvalidInput, BrokenStore: as `switched`.
    """
    now = switched(audit, granted, conclusions)
    return Shown(
        _whole(now.found),
        tuple(_theory(theory, now.found, now.known, len(now.granted)) for theory in now.known.held),
        now.said,
        now.warnings,
        now.granted,
        now.conclusions,
    )


def switched(
    audit: Done, granted: Collection[str] | None = None, conclusions: Collection[str] | None = None
) -> Switched:
    """Return the numbers behind `regranted`.

    Raises:
        InvalidInput: with every name that is none of its premises or conclusions.
        BrokenStore: what holds in the draws cannot be read.
    """
    known = read_known(audit.folder)
    every = frozenset(known.logic.granted) & known.tried
    all_conclusions = frozenset(known.logic.conclusions) & known.tried
    wanted = every if granted is None else frozenset(granted)
    concluded = all_conclusions if conclusions is None else frozenset(conclusions)
    _check({"premise": (wanted, every), "conclusion": (concluded, all_conclusions)})
    found, before = judged(known, wanted, concluded), judged(known, every, all_conclusions)
    said = _said(found, before, len(every) - len(wanted), len(all_conclusions) - len(concluded))
    return Switched(known, found, every, wanted, concluded, said, tuple(_warnings(found)))


def _check(asked: Mapping[str, tuple[Collection[str], Collection[str]]]) -> None:
    """Refuse every name that is not known of its kind: names that are asked for, and those there are."""
    wrong = [
        Problem(kind, 0, 0, f"there is no {kind} {name[:40]!r}", "it is not tried in this audit", fix)
        for kind, (names, known) in asked.items()
        for name in sorted(set(names) - set(known))
        for fix in (did_you_mean(name[:40], known) or "leave it out",)
    ]
    if wrong:
        raise InvalidInput(wrong)


def _theory(theory: str, found: Judged, known: Known, granted: int) -> Line:
    how = ", draws found by a steered search" if known.held[theory].search == "steered" else ""
    asked = f"{found.asked[theory]} of {granted}{how}"
    weight = f"{known.weights[theory]:.2f}"
    return _line(heading(theory), found.validity[theory], found.soundness[theory], asked, weight)


def _whole(found: Judged) -> Line:
    both = found.weighted_validity, found.weighted_soundness
    line = Line("Weighted over theories", *(_in_full(one) for one in both), "", "")
    silent = not found.weighted_validity.of and any(one.of for one in found.validity.values())
    return replace(line, validity="no conclusion to ask") if silent else line


def _line(name: str, validity: Fraction, soundness: Fraction, asked: str, weight: str) -> Line:
    return Line(name, _share(validity), _share(soundness), asked, weight)


def _share(found: Fraction) -> Share | str:
    if found.of and found.share != found.share:  # NaN: it has draws, and no conclusion to ask of them
        return f"no conclusion to ask of {count(found.of, 'draw')}"
    if not found.of:
        return "no draw to ask"
    few = ", few" if found.of < FEW else ""
    return Share(found.share, f"{share_words(found.share, found.error)} of {found.of:,}{few}")


def _in_full(found: Fraction) -> Share | str:
    """Return a share with what it is of, for a place that no column head explains."""
    if not found.of or found.share != found.share:  # NaN
        return _share(found)
    few = ": too few to rely on" if found.of < FEW else ""
    words = f"{share_words(found.share, found.error)} of {count(found.of, 'draw')}{few}"
    return Share(found.share, words)


def _said(found: Judged, before: Judged, dropped: int, aside: int) -> str:
    """Say what is dropped, and how far validity and soundness have moved for it."""
    if not dropped and not aside:
        return "Every premise that can be tried is granted, and every conclusion is asked: as in the audit."
    parts = [count(dropped, "premise") + " dropped"] * bool(dropped)
    parts += [count(aside, "conclusion") + " left aside"] * bool(aside)
    moved = [
        _moved("validity", found.weighted_validity.share, before.weighted_validity.share),
        _moved("soundness", found.weighted_soundness.share, before.weighted_soundness.share),
    ]
    return f"With {' and '.join(parts)}, {' and '.join(moved)}."


def _moved(what: str, now: float, before: float) -> str:
    if now != now or before != before:  # NaN
        return f"{what} cannot be compared"
    by = 100 * (now - before)
    if abs(by) < 0.05:
        return f"{what} stays within 0.1 points"
    return f"{what} moves by {'+' if by > 0 else MINUS}{abs(by):.1f} points"


def _warnings(found: Judged) -> Sequence[str]:
    """Say under which theories too few draws meet what is granted, theories that have one reason together."""
    said = []
    if found.few:
        names = _listed(found.few)
        said.append(
            f"Fewer than {FEW} draws meet every granted premise under {names}: these shares are not to be "
            "relied on."
        )
    together: dict[str, list[str]] = {}
    for theory, (one, other) in found.clash.items():
        never, apart = f"{one} holds in no draw", f"most often {one} and {other} exclude each other"
        together.setdefault(never if one == other else apart, []).append(theory)
    for why, names in together.items():
        said.append(f"No draw meets every granted premise under {_listed(names)}: {why}.")
    return said


def _listed(names: Sequence[str]) -> str:
    words = [heading(name) for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
