"""R17 Which mediator is believed (kydd2003): the window of credible bias.

Class O (reduced form, derived here, against the mediator's payoffs written out) and P (sign: an
unbiased mediator always counsels restraint).
Through mediation.belief_after_weak_report, belief_after_strong_report, honest_bias_limit and
bargaining.screening_gain.
"""

import pytest

from detente.formulas.bargaining import screening_gain
from detente.formulas.mediation import (
    belief_after_strong_report,
    belief_after_weak_report,
    honest_bias_limit,
)

PRIOR, ACCURACY = 0.55, 0.85
IF_WEAK, IF_STRONG, OWN_COST, FOE_COST = 0.65, 0.3, 0.08, 0.10


def payoff(report, belief, bias):
    """Peace is worth 1 to the mediator, and `bias` times what the listening side gets."""
    if report == "strong":
        return 1 + bias * (IF_STRONG + FOE_COST)
    return belief * (1 + bias * (IF_WEAK + FOE_COST)) + (1 - belief) * bias * (IF_STRONG - OWN_COST)


def gain(belief):
    return screening_gain(belief, IF_WEAK, IF_STRONG, OWN_COST, FOE_COST)


@pytest.fixture
def weak():
    return belief_after_weak_report(PRIOR, ACCURACY)


@pytest.fixture
def strong():
    return belief_after_strong_report(PRIOR, ACCURACY)


def test_beliefs_are_bayes(weak, strong):
    said_weak = PRIOR * ACCURACY + (1 - PRIOR) * (1 - ACCURACY)
    assert said_weak * weak + (1 - said_weak) * strong == pytest.approx(PRIOR, abs=1e-12)
    assert strong < PRIOR < weak


def test_limit_is_the_point_of_indifference(weak):
    limit = honest_bias_limit(weak, gain(weak))
    assert limit == pytest.approx(0.4456, abs=5e-5)
    assert payoff("weak", weak, limit) == pytest.approx(payoff("strong", weak, limit), abs=1e-12)


def test_gain_has_the_bracket_of_the_reduced_form(weak, strong):
    for belief in (weak, strong):
        bracket = belief * (IF_WEAK - IF_STRONG + OWN_COST + FOE_COST) - (OWN_COST + FOE_COST)
        assert gain(belief) == pytest.approx(bracket, abs=1e-12)


def test_an_unbiased_mediator_always_counsels_restraint(weak):
    assert payoff("strong", weak, 0.0) > payoff("weak", weak, 0.0)
    assert honest_bias_limit(weak, gain(weak)) > 0


def test_a_mediator_inside_the_window_is_honest_both_ways(weak, strong):
    low, high = honest_bias_limit(weak, gain(weak)), honest_bias_limit(strong, gain(strong))
    assert low < high
    bias = low * 1.2
    assert payoff("weak", weak, bias) > payoff("strong", weak, bias)
    assert payoff("strong", strong, bias) > payoff("weak", strong, bias)
