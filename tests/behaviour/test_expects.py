"""A theory keeps the signs that it stakes its name on."""

from functools import cache

import pytest

from detente.pipeline.step import ENDING_PATHS
from detente.theories import all_theories
from detente.vocabulary.do import Force, Shift
from detente.vocabulary.war import STOCKS
from tests.behaviour.laboratory import falls, rises

THEORIES = all_theories()
STAKED = [(name, *key, sign) for name, theory in THEORIES.items() for key, sign in theory.expects.items()]
REACHABLE, AT_ALL = 0.1, 0.002


def change(cause):
    """The event made to happen, or the stock raised by a fifth of its range, or by half where it has none."""
    entry = STOCKS.get(cause.rsplit(".", 1)[-1])
    if entry is None:
        return Force(cause, 2)
    bounded = entry.high < float("inf")
    return Shift(cause, 0.2 * min(entry.high - entry.low, 1.0) if bounded else 0.5 * entry.typical)


@pytest.fixture(scope="module")
def changed(laboratory):
    """What a theory says something of, one change a world; in wars that may end, or that cannot."""

    def live(name, ending):
        acts = tuple((change(cause),) for cause, _ in THEORIES[name].expects)
        return (laboratory.live if ending else laboratory.endless)(THEORIES[name], *acts)

    return cache(live)


@pytest.mark.parametrize(("name", "cause", "effect", "sign"), STAKED)
def test_a_theory_keeps_its_signs(changed, name, cause, effect, sign):
    lived = changed(name, effect in ENDING_PATHS)
    world = 1 + list(THEORIES[name].expects).index((cause, effect))
    if effect in ENDING_PATHS:
        moved = lived.ended(effect, 24, world)
    elif effect in lived.events:
        moved = lived.happened(effect, 24, world)
    else:
        moved = lived.moved(effect, 12, world)
    up, down = rises(moved), falls(moved)
    if sign == "?":
        assert up >= REACHABLE and down >= REACHABLE
    elif sign == "0":
        assert abs(moved).mean() < AT_ALL
    else:
        with_it, against = (up, down) if sign == "+" else (down, up)
        assert with_it >= REACHABLE and with_it > 2 * against
        assert (moved.mean() > 0) == (sign == "+")


@pytest.mark.parametrize("name", THEORIES)
def test_a_theory_stakes_something_and_its_priors_are_of_causes_it_holds(name):
    theory = THEORIES[name]
    assert theory.expects and theory.sources and theory.claim.endswith(".")
    for parameter in theory.priors:
        cause, _, word = parameter.partition(".")
        held = {title: card for title, card in zip(map(snake, theory.causes), theory.causes, strict=True)}
        assert word in held[cause].__dataclass_fields__, parameter


def snake(cause):
    return cause.__module__.rsplit(".", 1)[-1]


def test_everything_holds_every_cause():
    from detente.mechanisms import catalogue

    assert set(THEORIES["everything"].causes) == set(catalogue().values())
    assert not THEORIES["everything"].priors


def test_the_eleven_theories_are_found_by_name():
    assert set(THEORIES) == {
        *("skeleton", "attrition", "information", "commitment", "spoiler", "leaders", "patrons"),
        *("escalation", "coercion", "everything", "nothing-matters"),
    }
