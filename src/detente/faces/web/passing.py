"""What the page of a run shows of channels: of one outcome and one world, theory by theory."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from detente.faces.page.figures.claim import channel_bar
from detente.pipeline.audit_brief_words import sized
from detente.pipeline.brief_numbers import Asked
from detente.pipeline.brief_words import heading
from detente.pipeline.judging.channels import ALL_ELSE
from detente.pipeline.judging.passed import Passed
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean

MOVED = 2.0  # Monte Carlo errors from 0, from which on an effect is taken apart on the page
LEAST = 0.01  # in the unit shown: what is smaller is not worth a reader's time
SMALL = 0.3  # in the unit shown: what is smaller is given with a digit more


@dataclass(frozen=True)
class Part:
    """One channel as it is shown. `cause` is empty for all else; `share` is of the whole effect, in words."""

    cause: str
    name: str
    bar: Markup
    part: str
    error: str
    share: str


@dataclass(frozen=True)
class Apart:
    """One theory's effect, taken apart."""

    theory: str
    name: str
    effect: str
    error: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Chosen:
    """What is shown: an outcome, a world, the theories whose effect is taken apart, and those with none."""

    asked: Asked
    world: str
    draws: int
    apart: tuple[Apart, ...]
    still: tuple[str, ...]


def chosen(found: Sequence[Passed], asked: Sequence[Asked], what: str = "", world: str = "") -> Chosen:
    """Return what is to be shown of what was found; the first outcome and world where none is named.

    Raises:
        InvalidInput: with everything that is not there to be chosen.
    """
    outcomes = {one.what: one for one in asked}
    worlds = list(dict.fromkeys(one.world for one in found))
    what, world = what or next(iter(outcomes)), world or worlds[0]
    problems = [
        Problem(kind, 0, 0, f"there is no {kind} {given[:80]!r} in this run", "it shows what it holds", fix)
        for kind, given, there in (("outcome", what, list(outcomes)), ("world", world, worlds))
        if given not in there
        for fix in (did_you_mean(given[:80], there),)
    ]
    if problems:
        raise InvalidInput(problems)
    those = [one for one in found if one.what == what and one.world == world]
    scale = outcomes[what].scale
    moved = sorted((one for one in those if _moved(one, scale)), key=lambda one: -abs(one.mean))
    still = tuple(heading(one.theory) for one in those if one not in moved)
    return Chosen(outcomes[what], world, those[0].draws, tuple(_apart(moved, outcomes[what])), still)


def _moved(one: Passed, scale: float) -> bool:
    return bool(one.channels) and abs(one.mean) > max(MOVED * one.error, LEAST / scale)


def _apart(moved: Sequence[Passed], asked: Asked) -> list[Apart]:
    sizes = [asked.scale * part.part for one in moved for part in one.channels]
    scale = (min([0.0, *sizes]), max([0.0, *sizes]))
    return [_one(one, asked, scale) for one in moved]


def _one(one: Passed, asked: Asked, scale: tuple[float, float]) -> Apart:
    whole = asked.scale * one.mean
    places = 2 if abs(whole) >= SMALL else 3
    parts = []
    for part in one.channels:
        size, error = asked.scale * part.part, asked.scale * part.error
        named = part.cause == ALL_ELSE
        parts.append(
            Part(
                "" if named else part.cause,
                "All else" if named else heading(part.cause),
                Markup(channel_bar((size,), scale, narrows=True)),
                sized(size, places),
                f"{error:.{places}f}",
                _percent(part.part / one.mean),
            )
        )
    error = f"{asked.scale * one.error:.{places}f}"
    return Apart(one.theory, heading(one.theory), sized(whole, places), error, tuple(parts))


def _percent(share: float) -> str:
    """Return a signed share in whole per cent.

    >>> _percent(-0.38), _percent(-0.001)
    ('−38%', '0%')
    """
    return f"{round(100 * share)}%".replace("-", "−")
