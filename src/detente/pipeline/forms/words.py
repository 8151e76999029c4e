"""The words in which every form says its sentence: what is done, what is looked at, and by how much."""

from collections.abc import Mapping, Sequence

from detente.pipeline.brief_words import MINUS
from detente.pipeline.forms.deeds import DOSE
from detente.pipeline.forms.form import World
from detente.pipeline.outcomes_known import ANY_ENDING, MONTHS_OF_WAR, SHARE
from detente.vocabulary import Event

AS_IT_IS = "leaving things as they are"

_ENDS = frozenset(event.word for event in Event if event.ends_war)
_HAPPENS = frozenset(event.word for event in Event)
_WHOLE = {ANY_ENDING: "the chance that the war is over", MONTHS_OF_WAR: "the expected months of war"}


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
    if last == SHARE:
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
