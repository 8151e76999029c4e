"""Sign: does an act raise an outcome, or lower it? The common form of a claim.

    effect  =  outcome where the act is done  -  outcome where it is not
    margin  =  sign * effect  -  smallest effect of interest

It holds in a draw where the effect has the claimed sign and is larger than the smallest effect of
interest. An outcome that cannot be seen (NaN: no war can be going on then) has no effect and no margin,
and a margin that is NaN counts as not holding; so it is with every form.

Progress in talks in four draws, 0.5 without the act; with it 0.3, 0.49, 0.7, and unseen:

>>> import numpy as np
>>> seen = np.array([[[0.5, 0.5, 0.5, 0.5], [0.3, 0.49, 0.7, np.nan]]])
>>> claim = Sign(do=("force B.deep-strike at 2",), moves="talks_progress", by=6, sign=-1, smallest=0.05)
>>> claim.effect(seen).round(2).tolist(), (claim.margin(seen) > 0).tolist()
([-0.2, -0.01, 0.2, nan], [True, False, False, False])

The words in which the other forms say what is done and what is looked at are here too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from detente.pipeline.brief_words import MINUS
from detente.pipeline.forms.form import Form, Pick, World
from detente.vocabulary import Event

DOSE = "{dose}"  # stands in a deed for the numbers to be tried
AS_IT_IS = "leaving things as they are"

_ENDS = frozenset(event.word for event in Event if event.ends_war)
_HAPPENS = frozenset(event.word for event in Event)
_WHOLE = {"any-ending": "the chance that the war is over", "months-of-war": "the expected months of war"}


@dataclass(frozen=True, kw_only=True)
class Sign(Form):
    """`do` moves `moves` up (sign +1) or down (-1) by month `by`, compared with `against`.

    smallest    smallest effect of interest, 0 or more, in the unit of `moves`
    """

    do: World
    against: World = ()
    moves: str
    by: float
    sign: int
    smallest: float = 0.0

    def __post_init__(self) -> None:
        check_direction(self.sign)
        check_smallest(self.smallest)

    @property
    def worlds(self) -> tuple[World, ...]:
        return self.against, self.do

    @property
    def picks(self) -> tuple[Pick, ...]:
        return (Pick(self.moves, self.by),)

    def effect(self, seen: np.ndarray) -> np.ndarray:
        return seen[0, 1] - seen[0, 0]

    def margin(self, seen: np.ndarray) -> np.ndarray:
        return self.sign * self.effect(seen) - self.smallest

    def sentence(self, called: Mapping[str, str]) -> str:
        act, verb = doing(self.do, called, self.against), raises(self.sign)
        return closed(f"{act} {verb} {outcome(self.moves, self.by, called)}{beyond(self.smallest)}")

    @property
    def causes_and_effects(self) -> tuple[tuple[str, str], ...]:
        return ways(self.worlds, [self.moves])


def check_direction(sign: int, allowed: tuple[int, ...] = (-1, 1)) -> None:
    """Refuse a sign that is none, with a ValueError."""
    if sign not in allowed:
        raise ValueError(f"the sign is {sign}; it must be one of {', '.join(map(str, allowed))}")


def check_smallest(smallest: float) -> None:
    """Refuse a smallest effect of interest below 0, with a ValueError."""
    if not 0 <= smallest < np.inf:
        raise ValueError(f"the smallest effect of interest is {smallest}; it must be 0 or more")


def check_doses(doses: Sequence[float], at_least: int) -> None:
    """Refuse too few doses and doses that do not rise, with a ValueError."""
    if len(doses) < at_least:
        raise ValueError(f"{len(doses)} doses are given; this form needs at least {at_least}")
    if any(low >= high for low, high in pairwise(doses)):
        raise ValueError(f"the doses are {', '.join(map(str, doses))}; each must be above the one before")


def ways(worlds: Iterable[World], looked_at: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (what is done to, what is looked at) for every deed that some of the worlds lack.

    >>> ways([("cut rally",), ("cut rally", "force B.deep-strike at 2")], ["A.trust"])
    (('B.deep-strike', 'A.trust'),)
    """
    objects = dict.fromkeys(deed.split()[1] for deed in distinct_deeds(worlds))
    whats = tuple(dict.fromkeys(looked_at))
    return tuple((cause, what) for cause in objects for what in whats)


def distinct_deeds(worlds: Iterable[World]) -> tuple[str, ...]:
    """Return the deeds in which worlds differ, the worlds' own order, each once."""
    worlds = tuple(worlds)
    every = dict.fromkeys(deed for world in worlds for deed in world)
    return tuple(deed for deed in every if not all(deed in world for world in worlds))


def dosed(template: World, dose: float) -> World:
    """Return the deeds with the dose written in.

    >>> dosed(("scale *.B.aid {dose} from 6",), 2.0)
    ('scale *.B.aid 2 from 6',)
    """
    return tuple(deed.replace(DOSE, repr(float(dose)).removesuffix(".0")) for deed in template)


def doing(world: World, called: Mapping[str, str], against: World = (), doses: Sequence[float] = ()) -> str:
    """Return what a world does, and rather than what, as the subject of a sentence.

    `called` may name a whole deed, or the event, stock, parameter or cause that it is done to.

    >>> doing(("force B.deep-strike at 2",), {"B.deep-strike": "a strike"})
    'making a strike happen at month 2'
    """
    shared = [deed for deed in world if deed in against]
    own, other = (tuple(d for d in w if d not in shared) for w in (world, against))
    said = listed([_deed(deed, called) for deed in own]) or AS_IT_IS
    if len(doses) == 1:
        said = said.replace(DOSE, number(doses[0]))
    elif DOSE in said:
        spread = f"between {number(doses[0])} and {number(doses[-1])}"
        said = said.replace(f"month {DOSE}", f"a month {spread}").replace(DOSE, f"a value {spread}")
    again = {deed.split()[1]: "it" for deed in own} if len(own) == 1 and own[0] not in called else {}
    rather = listed([_deed(deed, {**called, **again}) for deed in other])
    return f"{said}, rather than {rather}," if rather else said


def outcome(what: str, by: float, called: Mapping[str, str]) -> str:
    """Return what is looked at and when; `called` names the thing, not its chance or its number.

    >>> outcome("settlement", 12, {"settlement": "a settlement"}), outcome("A.trust", 6, {})
    ('the chance of a settlement by month 12', 'A.trust at month 6')
    """
    name, last, month = called.get(what, what), what.rpartition(".")[2], f"month {number(by)}"
    if what in _WHOLE:
        return f"{called.get(what, _WHOLE[what])} by {month}"
    if last in _ENDS:
        return f"the chance of {name} by {month}"
    if last in _HAPPENS:
        return f"the expected count of {name} by {month}"
    if last == "share":
        return f"{name} in wars over by {month}"
    return f"{name} at {month}"


def raises(sign: int) -> str:
    """Return the verb for a sign."""
    return "raises" if sign > 0 else "lowers"


def beyond(smallest: float) -> str:
    """Return by how much at least, or nothing where any amount will do."""
    return f" by more than {number(smallest)}" if smallest else ""


def number(value: float) -> str:
    """Return a number as a sentence writes it, nothing rounded away.

    >>> number(650000.0), number(-0.05), number(12)
    ('650,000', '−0.05', '12')
    """
    return f"{value:,.12g}".replace("-", MINUS)


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence.

    >>> listed(["x", "y", "z"]), listed(["x", "y"], "or")
    ('x, y and z', 'x or y')
    """
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def closed(text: str) -> str:
    """Return the text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def _deed(deed: str, called: Mapping[str, str]) -> str:
    if deed in called:
        return called[deed]
    verb, done_to, *rest = deed.split()
    name = called.get(done_to, done_to.replace("_", " ") if verb == "cut" else done_to)
    amount = rest[0].replace("-", MINUS) if rest else ""
    match verb:
        case "force":
            return f"making {name} happen at month {rest[-1]}"
        case "undo":
            return f"keeping {name} from happening{_window(rest)}"
        case "likelier":
            return f"multiplying the hazard of {name} by {amount.removeprefix('x')}{_window(rest[1:])}"
        case "hold":
            return f"keeping {name} at {amount}{_window(rest[1:])}"
        case "shift":
            size, where = amount.lstrip(f"+{MINUS}"), "below" if amount.startswith(MINUS) else "above"
            return f"keeping {name} {size} {where} what it would be{_window(rest[1:])}"
        case "scale":
            return f"keeping {name} at {amount} times what it would be{_window(rest[1:])}"
        case "set":
            return f"setting {name} to {amount}"
    return f"silencing {name}"


def _window(rest: Sequence[str]) -> str:
    """Return `from 2 to 4` with the months called months."""
    return "".join(f" {word}" if word in ("from", "to") else f" month {word}" for word in rest)
