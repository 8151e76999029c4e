"""Where rival theories disagree: what each says that an act does, cell by cell.

A sign is reachable where at least a tenth of the draws of a theory's priors have it. Where the literature
says that nothing happens, what happens must be small: a fifth of a percentage point on average, and half
of one in nineteen draws of twenty.
"""

from functools import cache

import numpy as np
import pytest

from detente.theories import all_theories
from detente.vocabulary.do import Cut, Force, Hold, Scale, Shift
from tests.behaviour.laboratory import UNENDING, falls, rises, war_from

THEORIES = all_theories()
REACHABLE = 0.1
SMALL, SMALL_IN_MOST = 0.002, 0.005
BEYOND_CHANCE = 5.0  # standard errors
COLUMNS = ("attrition", "information", "commitment", "spoiler", "leaders", "patrons", "escalation")
STRIKE = (Force("B.deep-strike", 2),)
CUT = (Force("backer.B.aid-cut", 2),)
NO_AID = (Hold("backer.B.aid", 0.0), Hold("backer.B.support", 0.0))
ISOLATION = (Hold("A.isolation", 0.8),)
DEFEAT = (Scale("B.force", 0.5),)
CONDEMNED = (Force("mediator.B.condemnation", 2),)
SAME_FORCE = (Shift("A.force", 0.0),)
LOSSES = (Scale("A.casualties", 10.0), Scale("A.losses_pace", 3.0), *SAME_FORCE)
TALKING = {"talks": 1.0, "stalled": 0.0}


def nothing(effect: np.ndarray) -> bool:
    return np.abs(effect).mean() <= SMALL and np.quantile(np.abs(effect), 0.95) <= SMALL_IN_MOST


def can_rise(effect: np.ndarray) -> bool:
    return rises(effect) >= REACHABLE


def can_fall(effect: np.ndarray) -> bool:
    return falls(effect) >= REACHABLE


def may_do_either(effect: np.ndarray) -> bool:
    return can_rise(effect) and can_fall(effect)


@pytest.fixture(scope="module")
def strike(laboratory):
    """Worlds with a strike during talks: act 1 alone; 2 and 3 without and with it, no pressure by backers."""
    war = war_from(**TALKING)
    pressed = (Cut("backer_conditionality"),)
    return cache(lambda t: laboratory.live(THEORIES[t], STRIKE, pressed, pressed + STRIKE, war=war))


@pytest.fixture(scope="module")
def unblamed(laboratory):
    """The same by how far the struck side thinks the other leadership is in control: all it does, and what
    it does beside the safety of delegates and the words of mediators, which follow whoever did it."""

    def live(control):
        beside = (Cut("security_protocols"), Cut("mediator_statements"))
        war = war_from(B__control=control, **TALKING)
        lived = laboratory.live(THEORIES["spoiler"], STRIKE, beside, beside + STRIKE, war=war)
        return lived.settled(12, 1), lived.settled(12, 3, 2)

    return cache(live)


@pytest.fixture(scope="module")
def aid_cut(laboratory):
    """Worlds: 1 a cut; 2 no aid nor support by the backer at any time; 3 a cut after which a leader falls."""
    falling = (*CUT, Force("B.leader-exit", 2.5))
    return cache(lambda t: laboratory.live(THEORIES[t], CUT, NO_AID, falling))


@pytest.fixture(scope="module")
def isolated(laboratory):
    """Worlds without end: 1 isolation; 2, 3 personal rule without and with it; 4, 5 rule by institutions."""
    personal, ruled = (Hold("A.personalist", 1.0),), (Hold("A.personalist", 0.0),)
    acts = (ISOLATION, personal, personal + ISOLATION, ruled, ruled + ISOLATION)
    return cache(lambda t: laboratory.endless(THEORIES[t], *acts))


@pytest.fixture(scope="module")
def defeat(laboratory):
    """Worlds without end, in talks: 1 the loser at half force; 2, 3 the same for a leader not answerable."""
    spared = (Hold("B.culpability", 0.0),)
    at_the_table = (Hold("talks", 1.0), Hold("talks_progress", 0.6))
    return cache(
        lambda t: laboratory.endless(THEORIES[t], DEFEAT, spared, spared + DEFEAT, always=at_the_table)
    )


@pytest.fixture(scope="module")
def losses(laboratory):
    """Worlds without end: 1 losses; 2 same beliefs; 3 same elite; 4, 5 twice and four times the dead."""
    beliefs = (*LOSSES, Shift("A.belief_win", 0.0))
    elite = (*LOSSES, Shift("A.discord", 0.0), Shift("A.elite_cohesion", 0.0))
    twice, four = ((Scale("A.casualties", times), *SAME_FORCE) for times in (2.0, 4.0))
    return cache(lambda t: laboratory.endless(THEORIES[t], LOSSES, beliefs, elite, twice, four))


@pytest.fixture(scope="module")
def condemned(laboratory):
    def live(theory, mine=None, foes=None):
        bias = {} if mine is None else {"mediator__B__bias": mine, "mediator__A__bias": foes}
        return laboratory.live(THEORIES[theory], CONDEMNED, war=war_from(**TALKING, **bias))

    return cache(live)


class TestStrikeDuringTalksAndSettlement:
    def test_attrition_says_nothing_happens(self, strike):
        assert nothing(strike("attrition").settled(24, 1))

    def test_information_says_it_may_help(self, strike):
        assert can_rise(strike("information").settled(12, 1))

    def test_commitment_says_it_hurts_if_it_shifts_power(self, strike):
        assert can_fall(strike("commitment").settled(12, 1))

    def test_spoiler_says_it_hurts_if_the_other_leadership_is_thought_in_control(self, unblamed):
        all_of_it, as_evidence = unblamed(0.9)
        assert can_fall(all_of_it) and can_fall(as_evidence)

    def test_spoiler_says_that_it_is_no_evidence_if_not(self, unblamed):
        (blamed, _), (all_of_it, as_evidence) = unblamed(0.9), unblamed(0.0)
        assert np.abs(as_evidence).max() < 1e-6
        assert abs(all_of_it.mean()) < 0.5 * abs(blamed.mean())

    def test_leaders_says_either(self, strike):
        assert may_do_either(strike("leaders").settled(12, 1))

    def test_patrons_says_it_hurts_by_pressure_or_helps_if_the_backer_forces_terms(self, strike):
        lived = strike("patrons")
        assert may_do_either(lived.settled(12, 1) - lived.settled(12, 3, 2))
        assert may_do_either(lived.settled(12, 1))

    def test_escalation_says_it_hurts_for_weeks_and_then_no_more(self, strike):
        lived = strike("escalation")
        assert can_fall(lived.settled(4, 1)) and lived.settled(4, 1).mean() < 0
        assert nothing(lived.settled(24, 1) - lived.settled(12, 1))


class TestAidCutAndSettlement:
    def test_attrition_says_it_helps_by_defeat(self, aid_cut):
        assert can_rise(aid_cut("attrition").settled(24, 2))

    def test_information_says_either(self, aid_cut):
        assert may_do_either(aid_cut("information").settled(12, 1))

    def test_commitment_says_it_hurts_if_a_guarantee_is_lost(self, aid_cut):
        assert can_fall(aid_cut("commitment").settled(12, 1))

    def test_spoiler_says_nothing_happens(self, aid_cut):
        for act in (1, 2):
            assert nothing(aid_cut("spoiler").settled(24, act))

    def test_leaders_says_it_helps_if_the_leader_falls_and_hurts_if_one_gambles(self, aid_cut):
        lived = aid_cut("leaders")
        assert can_rise(lived.settled(24, 3))
        assert can_fall(lived.settled(24, 2))
        assert may_do_either(lived.settled(12, 1))

    def test_patrons_says_either(self, aid_cut):
        assert may_do_either(aid_cut("patrons").settled(24, 2))

    def test_escalation_says_nothing_happens(self, aid_cut):
        for act in (1, 2):
            assert nothing(aid_cut("escalation").settled(24, act))


class TestIsolationAndEliteDivision:
    @pytest.mark.parametrize("theory", COLUMNS[:4])
    def test_four_theories_say_nothing_happens(self, isolated, theory):
        for stock in ("A.discord", "A.elite_cohesion"):
            assert not isolated(theory).moved(stock, 12, 1).any()

    def test_leaders_says_it_divides_under_personal_rule_only(self, isolated):
        lived = isolated("leaders")
        assert can_rise(lived.level("A.discord", 12, 3) - lived.level("A.discord", 12, 2))
        assert nothing(lived.level("A.discord", 12, 5) - lived.level("A.discord", 12, 4))

    def test_patrons_says_either(self, isolated):
        assert may_do_either(isolated("patrons").moved("A.discord", 12, 1))

    def test_escalation_says_it_unites(self, isolated):
        assert can_fall(isolated("escalation").moved("A.discord", 12, 1))


class TestLoomingDefeatAndSpoilingByTheLoser:
    def spoiling(self, lived, world=1, beside=0):
        return lived.happened("B.deep-strike", 36, world, beside)

    def test_attrition_says_nothing_happens(self, defeat):
        assert not self.spoiling(defeat("attrition")).any()

    @pytest.mark.parametrize("theory", ["information", "patrons"])
    def test_who_learns_or_is_held_by_a_backer_spoils_less(self, defeat, theory):
        assert can_fall(self.spoiling(defeat(theory)))

    @pytest.mark.parametrize("theory", ["commitment", "spoiler", "leaders"])
    def test_who_fears_tomorrow_or_peace_or_for_office_spoils_more(self, defeat, theory):
        assert can_rise(self.spoiling(defeat(theory)))

    def test_leaders_says_that_those_not_answerable_do_not(self, defeat):
        assert np.abs(self.spoiling(defeat("leaders"), 3, 2)).mean() < 0.01

    def test_escalation_says_nothing_happens(self, defeat):
        usual = defeat("escalation").records["count"][
            36, defeat("escalation").events.index("B.deep-strike"), 0
        ]
        assert abs(self.spoiling(defeat("escalation")).mean()) < 0.02 * usual.mean()


class TestCasualtiesAndLeaderConfidence:
    def confidence(self, lived, world=1):
        return lived.moved("A.leader_confidence", 12, world)

    def test_attrition_says_it_falls_with_the_logarithm(self, losses):
        lived = losses("attrition")
        assert can_fall(self.confidence(lived))
        twice, four = self.confidence(lived, 4), self.confidence(lived, 5)
        inside = lived.level("A.leader_confidence", 12, 5) > 0.1  # away from the bound at nil
        assert inside.mean() > 0.5
        np.testing.assert_allclose(four[inside], 2 * twice[inside], atol=0.01)

    def test_information_says_it_moves_by_expected_success_only(self, losses):
        lived = losses("information")
        assert can_fall(self.confidence(lived)) or can_rise(self.confidence(lived))
        assert np.abs(self.confidence(lived, 2)).max() < 1e-5

    @pytest.mark.parametrize("theory", ["commitment", "spoiler", "patrons"])
    def test_three_theories_say_nothing_happens(self, losses, theory):
        assert not self.confidence(losses(theory)).any()

    def test_leaders_says_it_follows_what_the_elite_says(self, losses):
        lived = losses("leaders")
        assert can_fall(self.confidence(lived))
        assert nothing(self.confidence(lived, 3))

    def test_escalation_says_it_rallies(self, losses):
        assert can_rise(self.confidence(losses("escalation")))


class TestCondemnationByAMediatorAndSettlement:
    @pytest.mark.parametrize("theory", ["attrition", "commitment", "leaders", "escalation"])
    def test_four_theories_say_nothing_happens(self, condemned, theory):
        assert not condemned(theory).settled(24, 1).any()

    def test_information_says_it_helps_if_the_mediator_leans_to_the_target(self, condemned):
        assert can_rise(condemned("information", 0.9, 0.1).settled(12, 1))
        assert nothing(condemned("information", 0.0, 0.0).settled(12, 1))

    def test_spoiler_says_either(self, condemned):
        assert may_do_either(condemned("spoiler").settled(12, 1))

    def test_patrons_says_that_belief_is_bought_with_presence(self, condemned):
        lived = condemned("patrons")
        assert can_rise(lived.moved("mediator.A.credibility", 3, 1))
        assert can_fall(lived.moved("mediator.B.credibility", 3, 1))
        assert can_fall(lived.moved("B.negotiators", 3, 1))
        assert may_do_either(lived.settled(12, 1))


def test_the_same_act_delays_peace_under_one_theory_and_hastens_it_under_another(strike, aid_cut):
    """On average over draws, by more than chance: half of these wars are over before the act can tell."""
    assert away(strike("spoiler").settled(12, 1)) < -BEYOND_CHANCE
    assert away(strike("information").settled(12, 1)) > BEYOND_CHANCE
    assert away(aid_cut("commitment").settled(24, 2)) < -BEYOND_CHANCE
    assert away(aid_cut("patrons").settled(24, 2)) > BEYOND_CHANCE


def away(effect: np.ndarray) -> float:
    """How many standard errors the mean over draws lies away from nothing."""
    return float(effect.mean() / (effect.std() / np.sqrt(len(effect))))


def test_an_aid_cut_shortens_or_lengthens_the_war(aid_cut):
    def going_on(theory):
        survival = aid_cut(theory).records["survival"][:, 0]
        return (survival[:, 2] - survival[:, 0]).sum(0)

    assert going_on("patrons").mean() < 0 < going_on("commitment").mean()


def test_no_world_of_a_war_without_end_ends(defeat):
    assert (defeat("attrition").records["survival"] == 1).all()
    assert len(UNENDING) == 5
