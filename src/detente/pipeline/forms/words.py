"""The words in which every form says its sentence: what is done, what is looked at, and by how much."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from detente.pipeline.brief_words import MINUS
from detente.pipeline.forms.deeds import DOSE
from detente.pipeline.forms.form import World
from detente.pipeline.outcomes_known import ANY_ENDING, MONTHS_OF_WAR, SHARE
from detente.pipeline.phrases import SEVERAL
from detente.vocabulary import Event

AS_IT_IS = "leaving things as they are"

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
    said = listed(_deeds(own, called, lambda deed: _deed(deed, called))) or AS_IT_IS
    if len(doses) == 1:
        said = said.replace(DOSE, number(doses[0]))
    elif DOSE in said:
        spread = f"between {number(doses[0])} and {number(doses[-1])}"
        for word, given in (("month", "a month "), ("at", "at a value "), ("to", "to a value ")):
            said = said.replace(f"{word} {DOSE}", f"{given}{spread}")
        said = said.replace(DOSE, spread)
    named = {deed.split()[1] for deed in own if deed not in called}
    again = {deed: _again(deed) for deed in other if named == {deed.split()[1]} and deed not in called}
    rather = listed(_deeds(other, called, lambda deed: again.get(deed) or _without(deed, called)))
    return f"{said}, rather than {rather}," if rather else said


def outcome(what: str, by: float, called: Mapping[str, str], first: bool = False) -> str:
    """Return what is looked at and when, or when and what is looked at where the time comes `first`.

    `called` names the thing, not its chance or its number.

    >>> outcome("settlement", 12, {"settlement": "a settlement"}), outcome("A.trust", 6, {}, first=True)
    ('the chance of a settlement by month 12', 'at month 6 A.trust')
    """
    name, last, when = called.get(what, what), what.rpartition(".")[2], f"by month {number(by)}"
    if what in _WHOLE:
        name = called.get(what, _WHOLE[what])
    elif last in _ENDS:
        name = f"the chance of {name}"
    elif last in _HAPPENS:
        name = f"the expected number of {_several(what, called)}"
    elif last == SHARE:
        when = f"in wars over by month {number(by)}"
    else:
        when = f"at month {number(by)}"
    return f"{when} {name}" if first else f"{name} {when}"


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


def _deeds(deeds: Sequence[str], called: Mapping[str, str], say: Callable[[str], str]) -> list[str]:
    """Return what is said of deeds, each by `say`.

    An event made to happen again and again is spoken of as a series, and acts of several at once as one.
    """
    said: list[str] = []
    for event, run in groupby(deeds, lambda deed: "" if deed in called else _made_to_happen(deed)):
        same = list(run)
        months, events = ([deed.split()[place] for deed in same] for place in (-1, 1))
        if event and len(same) > 1 and len(set(events)) == 1:
            said.append(f"a series of {_several(events[0], called)}, at months {listed(months)}")
        elif event and len(same) > 1 and len(set(months)) == 1:
            said.append(f"{_together([called.get(one, one) for one in events])} at month {months[0]}")
        else:
            said += map(say, same)
    return said


def _made_to_happen(deed: str) -> str:
    """Return the event that a deed makes happen, whoever does it to a side, or nothing."""
    verb, done_to, *_ = deed.split()
    return ".".join(done_to.split(".")[-2:]) if verb == "force" else ""


def _together(events: Sequence[str]) -> str:
    """Return the same act of several as one.

    >>> _together(["a condemnation of North by one", "a condemnation of North by another"])
    'a condemnation of North by one and by another'
    """
    parts = [event.rpartition(" by ") for event in events]
    acts = {act for act, _, _ in parts}
    if len(acts) > 1:
        return listed(events)
    return f"{acts.pop()} {listed([f'by {who}' for _, _, who in parts])}"


def _deed(deed: str, called: Mapping[str, str]) -> str:
    if deed in called:
        return called[deed]
    verb, done_to, *rest = deed.split()
    name = called.get(done_to, done_to.replace("_", " ") if verb == "cut" else done_to)
    amount = rest[0].replace("-", MINUS) if rest else ""
    match verb:
        case "force":
            return f"{name} at month {rest[-1]}"
        case "undo":
            return f"keeping {name} from happening{_window(rest)}"
        case "likelier":
            hazard, times = f"the hazard of {_several(done_to, called)}", amount.removeprefix("x")
            return f"keeping {hazard} at {times} times what it would be{_window(rest[1:])}"
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


def _without(deed: str, called: Mapping[str, str]) -> str:
    """Return what is said of a deed after "rather than": an event that is kept away is none."""
    verb, done_to, *rest = deed.split()
    if verb != "undo" or deed in called:
        return _deed(deed, called)
    name = called.get(done_to, done_to)
    return f"no {name.removeprefix('a ').removeprefix('an ')}{_window(rest)}"


def _again(deed: str) -> str:
    """Return the same of what was named just before."""
    verb, done_to, *rest = deed.split()
    return f"none{_window(rest)}" if verb == "undo" else _deed(deed, {done_to: "it"})


def _several(event: str, called: Mapping[str, str]) -> str:
    return called.get(SEVERAL.format(event), called.get(event, event))


def _window(rest: Sequence[str]) -> str:
    """Return `from 2 to 4` with the months called months."""
    return "".join(f" {word}" if word in ("from", "to") else f" month {word}" for word in rest)
