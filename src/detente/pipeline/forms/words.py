"""The words in which every form says its sentence: what is done, what is looked at, and by how much."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from detente.pipeline.brief_words import MINUS
from detente.pipeline.forms.deeds import DOSE
from detente.pipeline.forms.form import World
from detente.pipeline.outcomes_known import ANY_ENDING, MONTHS_OF_WAR, SHARE
from detente.pipeline.phrases import ACT, ACTOR, EACH, SEVERAL
from detente.vocabulary import Event

AS_IT_IS = "leaving things as they are"
LEVELS = frozenset(("hold", "shift", "scale", "set"))  # verbs for what is a number

_ENDS = frozenset(event.word for event in Event if event.ends_war)
_HAPPENS = frozenset(event.word for event in Event)
_WHOLE = {ANY_ENDING: "the chance that the war is over", MONTHS_OF_WAR: "the expected months of war"}


def doing(world: World, called: Mapping[str, str], against: World = (), doses: Sequence[float] = ()) -> str:
    """Return what a world does, and rather than what, as the subject of a sentence.

    `called` may name a whole deed, or the event, stock, parameter or cause that it is done to.

    >>> doing(("force B.deep-strike at 2",), {"B.deep-strike": "a strike"}, ("undo B.deep-strike from 2",))
    'a strike at month 2, rather than none from month 2,'
    """
    shared = [deed for deed in world if deed in against]
    own, other = (tuple(d for d in w if d not in shared) for w in (world, against))
    said = listed(_deeds(own, called)) or AS_IT_IS
    if len(doses) == 1:
        said = said.replace(DOSE, number(doses[0]))
    elif DOSE in said:
        spread = f"between {number(doses[0])} and {number(doses[-1])}"
        said = said.replace(f"month {DOSE}", f"a month {spread}").replace(DOSE, f"a value {spread}")
    rather = listed(_deeds(other, called, {deed: _rather(deed, own, called) for deed in other}))
    return f"{said}, rather than {rather}," if rather else said


def outcome(what: str, by: float, called: Mapping[str, str], first: bool = False) -> str:
    """Return what is looked at and when, or when and what is looked at where the time comes `first`.

    `called` names the thing, not its chance or its number.

    >>> outcome("settlement", 12, {"settlement": "a settlement"}), outcome("A.trust", 6, {}, first=True)
    ('the chance of a settlement by month 12', 'at month 6 A.trust')
    """
    name, last, month = looked_at(what, called), what.rpartition(".")[2], f"month {number(by)}"
    reckoned = what in _WHOLE or last in _HAPPENS  # up to then, and not looked at in that month
    when = f"in wars over by {month}" if last == SHARE else f"{'by' if reckoned else 'at'} {month}"
    return f"{when} {name}" if first else f"{name} {when}"


def looked_at(what: str, called: Mapping[str, str]) -> str:
    """Return what is looked at, whenever that is.

    >>> looked_at("talks-open", {"several talks-open": "openings of talks"})
    'the expected number of openings of talks'
    """
    if what in _WHOLE:
        return called.get(what, _WHOLE[what])
    last = what.rpartition(".")[2]
    if last in _ENDS:
        return f"the chance of {called.get(what, what)}"
    return f"the expected number of {_several(what, called)}" if last in _HAPPENS else called.get(what, what)


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


def _deeds(
    deeds: Sequence[str], called: Mapping[str, str], instead: Mapping[str, str] | None = None
) -> list[str]:
    """Return what is said of deeds; of some `instead` what is given.

    An event made to happen again and again is spoken of as a series, and acts of several at once as one.
    """
    said: list[str] = []
    for event, run in groupby(deeds, lambda deed: "" if deed in called else _made_to_happen(deed)):
        same = list(run)
        months, events = ([deed.split()[place] for deed in same] for place in (-1, 1))
        if event and len(same) > 1 and len(set(events)) == 1:
            said.append(f"a series of {_several(events[0], called)} at months {listed(months)}")
        elif event and len(same) > 1 and len(set(months)) == 1:
            said.append(f"{_together(events, called)} at month {months[0]}")
        else:
            said += [(instead or {}).get(deed) or _deed(deed, called) for deed in same]
    return said


def _made_to_happen(deed: str) -> str:
    """Return the event that a deed makes happen at a month that is given, whoever does it, or nothing."""
    verb, done_to, *rest = deed.split()
    plain = verb == "force" and len(rest) == 2 and DOSE not in rest
    return ".".join(done_to.split(".")[-2:]) if plain else ""


def _together(events: Sequence[str], called: Mapping[str, str]) -> str:
    """Return the same act of several as one.

    >>> act = {"act of p.B.aid-cut": "a cut of aid", "act of q.B.aid-cut": "a cut of aid"}
    >>> _together(["p.B.aid-cut", "q.B.aid-cut"], act | {f"actor of {x}.B.aid-cut": f"by {x}" for x in "pq"})
    'a cut of aid by p and by q'
    """
    acts = {called.get(ACT.format(event), "") for event in events}
    if len(acts) > 1 or "" in acts:
        return listed([_made(event, called) for event in events])
    return f"{acts.pop()} {listed([called[ACTOR.format(event)] for event in events])}"


def _made(event: str, called: Mapping[str, str]) -> str:
    """Return an event as it is made to happen: where every third party is meant, by each of them."""
    return called.get(EACH.format(event), called.get(event, event))


def _deed(deed: str, called: Mapping[str, str]) -> str:
    if deed in called:
        return called[deed]
    verb, done_to, *rest = deed.split()
    name = called.get(done_to, done_to.replace("_", " ") if verb == "cut" else done_to)
    amount = rest[0].replace("-", MINUS) if rest else ""
    match verb:
        case "force":
            return f"{_made(done_to, called)} at month {rest[-1]}"
        case "undo":
            return f"keeping {name} from happening{_window(rest)}"
        case "likelier":
            hazard, times = f"the hazard of {_several(done_to, called)}", amount.removeprefix("x")
            return f"keeping {hazard} at {times} times what it would be{_window(rest[1:])}"
        case "hold":
            return f"keeping {name} at {amount}{_window(rest[1:])}"
        case "shift" if DOSE in amount:
            return f"shifting {name} by {amount}{_window(rest[1:])}"
        case "shift":
            size, where = amount.lstrip(f"+{MINUS}"), "below" if amount.startswith(MINUS) else "above"
            return f"keeping {name} {size} {where} what it would be{_window(rest[1:])}"
        case "scale":
            return f"keeping {name} at {amount} times what it would be{_window(rest[1:])}"
        case "set":
            return f"setting {name} to {amount}"
    return f"silencing {name}"


def _rather(deed: str, own: World, called: Mapping[str, str]) -> str:
    """Return what is said of a deed after "rather than" these, or nothing where it is said as ever."""
    verb, done_to, *rest = deed.split()
    verbs = {one.split()[0] for one in own}
    again = bool(own) and all(one not in called and one.split()[1] == done_to for one in own)
    if deed in called or (verb == "undo" and "undo" in verbs):
        return ""
    if verb == "undo" and again and verbs == {"force"}:
        return f"none{_window(rest)}"
    if verb == "undo":
        return f"no {called.get(done_to, done_to).removeprefix('a ').removeprefix('an ')}{_window(rest)}"
    return _deed(deed, {done_to: "it"}) if again and verbs | {verb} <= LEVELS else ""


def _several(event: str, called: Mapping[str, str]) -> str:
    return called.get(SEVERAL.format(event), called.get(event, event))


def _window(rest: Sequence[str]) -> str:
    """Return `from 2 to 4` with the months called months."""
    return "".join(f" {word}" if word in ("from", "to") else f" month {word}" for word in rest)
