"""Each moment is its arithmetic on made-up courses, and a method's answer on many wars tossed alike."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from detente.evidence import base_rates
from detente.evidence.courses import COUNTED, KINDS, TALKED, Courses
from detente.evidence.endings import cumulative_incidence, endings
from detente.evidence.episodes import episodes_from
from detente.evidence.fitting import Fit
from detente.evidence.hazard_ratios import hazard_ratios
from detente.evidence.moments import kinds as package
from detente.evidence.moments import population
from detente.evidence.moments.beside import Beside
from detente.evidence.moments.catalogue import kinds, targets
from detente.evidence.moments.checks import predicted, unfitted
from detente.evidence.moments.history import NEGOTIATED, VICTORY, history_of, watched
from detente.evidence.moments.moment import BASES, ROLES
from detente.evidence.moments.outlook import Outlook
from detente.evidence.reference_classes import CLASSES
from detente.evidence.situations import Situation
from detente.faces import library
from detente.formulas.severity import DAYS_PER_MONTH
from detente.shelf.packaged import source_keys
from tests.evidence import record_tables

MONTHS, LIVES = 120, 2
RATE = np.array([0.02, 0.01, 0.015, 0.025, 0.03])  # monthly, by kind
CLOSED = 0.05  # talks closed a month
TALKED_BY = 10.0  # months by which talks have come to half of the wars that go on
FIRST = library.theories()["skeleton"]
GRID = tuple(Situation(support_a=a, support_b=b) for a in (False, True) for b in (False, True))
STRENGTHS = (Situation(share_a=0.2), Situation(share_a=0.4), Situation(share_a=0.6), Situation(share_a=0.8))


def made(situations=GRID, factors=None, draws=1):
    """Return courses with a steady pull towards each end, times a factor by situation and kind."""
    factors = np.ones((len(situations), len(KINDS))) if factors is None else np.asarray(factors)
    months = np.arange(MONTHS + 1.0)
    pull = (factors * RATE)[:, None, None, :, None] * np.ones((1, draws, LIVES, 1, 1)) * months
    events = (*COUNTED, TALKED)
    counts = np.zeros((len(situations), draws, len(events), MONTHS + 1))
    counts[:, :, events.index("talks-close")] = CLOSED * months
    counts[:, :, events.index(TALKED)] = 1 - np.exp2(-months / TALKED_BY)
    laws = (np.zeros((0, draws)), (), np.zeros(draws))
    shapes = (pull.astype(np.float32), *laws, 0, {}, events, counts.astype(np.float32))
    return Courses("made", situations, *shapes)


def numbers(evenness=1e6, power=0.5, first_month=1.0, intercept=(0.0, 0.0, 0.0, 0.0), law=0):
    """Return a fit of one draw; wars are alike unless told otherwise."""
    one = (np.array([x]) for x in (law, intercept, evenness, power, first_month))
    return Fit(*one, 0.0, 1.0, 0.0, np.zeros(1))


def wars(count=8, kind="intrastate", dataset="ucdp-conflict", **columns):
    """Return a table of episodes that says how many wars began in each situation; how they went is idle."""
    given = {"days": [30 + 210 * number % 470 for number in range(count)], "ending": ["agreement"] * count}
    given |= {"share_a": [None] * count, "support_a": [None] * count, "support_b": [None] * count} | columns
    given["censored"] = [not ending for ending in given["ending"]]
    begins = pd.Timestamp("1950-01-01")
    fixed = {"dataset": dataset, "kind": kind, "name": "", "side_a": "", "side_b": "", "deaths": None}
    return episodes_from(
        {
            **fixed,
            **{"episode": f"UCDP-{number}-1950-01-01", "begins": begins, "intensity": None},
            **{name: column[number] for name, column in given.items()},
            **{"last_seen": begins + pd.Timedelta(days=given["days"][number] - 1), "joins_after": None},
        }
        for number in range(count)
    )


SUPPORTED = {"support_a": [False] * 4 + [True] * 4, "support_b": [False, False, True, True] * 2}


def told(lived, fit, name, table=None, of="internal", beside=None):
    """Return what a fit makes of the moment of that name."""
    history = history_of(CLASSES[of], wars(**SUPPORTED) if table is None else table, lived.situations, MONTHS)
    moment = next(one for one in asked_of(history) if one.name == name)
    return float(predicted(lived, fit, [moment], beside or Beside())[name][0])


def asked_of(history):
    for kind in kinds().values():
        if kind.holds_for(history.of.name):
            try:
                yield from kind.made(history)
            except ValueError:  # the little table does not tell it
                continue


def left(total, evenness, power):
    return np.exp(-evenness / power * ((1 + total / evenness) ** power - 1))


@pytest.mark.parametrize("month", [6, 12, 24, 36, 60])
def test_the_share_still_going_is_the_formula_averaged_as_the_wars_began(month):
    lived = made(factors=[[1.0] * 5, [2.0] * 5, [3.0] * 5, [4.0] * 5])
    table = wars(support_a=[False] * 6 + [True] * 2, support_b=[False] * 5 + [True, False, True])
    total = RATE.sum() * month
    expected = sum(w * left(total * f, 0.8, 0.3) for w, f in ((5, 1), (1, 2), (1, 3), (1, 4))) / 8
    assert told(lived, numbers(0.8, 0.3), f"going-{month}", table) == pytest.approx(expected, rel=1e-5)


def test_intercepts_multiply_the_pull_towards_the_ends_of_their_rate():
    lived, intercept = made(), np.array([0.3, -0.4, 0.2, 0.9])
    rates = RATE * np.exp(intercept)[[0, 1, 2, 2, 3]]
    fit = numbers(intercept=tuple(intercept))
    assert told(lived, fit, "going-12") == pytest.approx(np.exp(-12 * rates.sum()), rel=1e-4)
    shares = {"agreement": [0], "ceasefire": [1], "victory": [2, 3], "low-activity": [4]}
    for name, places in shares.items():
        share = rates[places].sum() / rates.sum()
        assert told(lived, fit, f"ends-{name}") == pytest.approx(share, rel=1e-4)
    for month in (12, 60):
        gone = 1 - np.exp(-month * rates.sum())
        for name, places in (("negotiated", [0, 1]), ("victory", [2, 3])):
            expected = gone * rates[places].sum() / rates.sum()
            assert told(lived, fit, f"{name}-{month}") == pytest.approx(expected, rel=1e-4)


def test_the_median_is_where_half_still_go_on():
    days = np.log(2) / RATE.sum() * DAYS_PER_MONTH
    assert told(made(), numbers(), "median") == pytest.approx(days, rel=2e-3)
    steep = numbers(intercept=(4.0, 4.0, 4.0, 4.0))
    assert told(made(), steep, "median") == pytest.approx(days * np.exp(-4), rel=0.02)
    assert told(made(), numbers(intercept=(-5.0,) * 4), "median") == pytest.approx(MONTHS * DAYS_PER_MONTH)


def test_wars_that_are_alike_have_shape_one_and_uneven_wars_the_shape_of_their_power():
    assert told(made(), numbers(), "weibull-shape") == pytest.approx(1.0, abs=0.02)
    uneven = numbers(evenness=1e-4, power=0.6, intercept=(2.0,) * 4)
    assert told(made(), uneven, "weibull-shape") == pytest.approx(0.6, abs=0.02)


@pytest.mark.parametrize(
    "evenness, power, first_month", [(1e6, 0.5, 1.0), (1.0, 0.3, 1.0), (0.05, 0.4, 1.0), (0.9, 0.3, 4.0)]
)
def test_shape_and_median_are_those_that_the_record_s_own_methods_find(evenness, power, first_month):
    lived, fit = made(), numbers(evenness, power, first_month)
    table = endless(lived, fit, 4000)
    shape = base_rates.weibull_shape(watched(table, MONTHS)).value
    assert told(lived, fit, "weibull-shape") == pytest.approx(shape, abs=0.005)
    median = base_rates.kaplan_meier(watched(table, MONTHS)).median.value
    assert told(lived, fit, "median") == pytest.approx(median, abs=1.5)


def endless(lived, fit, count, situation=0, kinds_of_end=None):
    """Return wars whose durations are the evenly spaced quantiles of a situation, in whole days."""
    outlook = Outlook(lived, fit, Beside())
    fine = np.linspace(0, MONTHS, 200_001)
    pull = np.interp(fine, np.arange(MONTHS + 1), lived.pull[situation, 0, 0].sum(axis=0))
    pull += (fit.first_month[0] - 1) * np.minimum(fine, 1.0) * pull[np.searchsorted(fine, 1.0)]
    going = left(pull, fit.evenness[0], fit.power[0])
    assert np.allclose(outlook.going[0, situation, -1], going[-1], rtol=1e-3)
    at = (np.arange(count) + 0.5) / count
    months = np.interp(-at[::-1], -going, fine, right=10 * MONTHS)
    days = np.ceil(months * DAYS_PER_MONTH).astype(int)
    return wars(count, days=days.tolist())


def test_hazard_ratios_of_alike_wars_are_those_they_were_made_of():
    lived = made(factors=[[1.0] * 5, [0.6] * 5, [0.8] * 5, [0.48] * 5])
    assert told(lived, numbers(), "support-a") == pytest.approx(0.8, rel=1e-3)
    assert told(lived, numbers(), "support-b") == pytest.approx(0.6, rel=1e-3)


def test_hazard_ratios_of_uneven_wars_are_those_that_cox_s_method_finds():
    lived, fit = made(factors=[[1.0] * 5, [0.6] * 5, [0.8] * 5, [0.3] * 5]), numbers(0.5, 0.3)
    parts = []
    for place, one in enumerate(GRID):
        part = endless(lived, fit, 500, place)
        flags = {"support_a": one.support_a, "support_b": one.support_b}
        parts.append(part.assign(**flags).rename(index=lambda name, place=place: f"{name}-{place}"))
    rows = pd.concat(parts).astype({"support_a": float, "support_b": float})
    found = hazard_ratios(watched(rows, MONTHS), ["support_a", "support_b"]).ratios["ratio"]
    assert found["support_a"] < 0.95  # frailty hides most of it, and not all
    for side in ("a", "b"):
        assert told(lived, fit, f"support-{side}") == pytest.approx(found[f"support_{side}"], rel=0.02)


def test_no_hazard_ratio_is_made_up_where_situations_do_not_differ():
    with pytest.raises(ValueError, match="does not vary"):
        population.cox(np.ones((1, 2, 5)), np.array([1.0, 1.0]), np.array([[1.0], [1.0]]))
    history = history_of(CLASSES["internal"], wars(), (Situation(),), MONTHS)
    assert "support" in targets(FIRST, history).untold


def test_parity_is_the_mix_of_ends_where_the_wars_of_each_group_began():
    lived = made(STRENGTHS, factors=[[3, 1, 1, 1, 1], [2, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0.5, 1, 1, 1, 1]])
    shares = [0.05, 0.95, 0.2, 0.2, 0.4, 0.6, 0.4, 0.4, 0.6]
    ending = ["agreement", "victory_a"] * 4 + ["stalemate"]
    table = wars(9, "interstate", "war-episodes", share_a=shares, ending=ending)

    def negotiated(weights):
        factors = np.array([[3, 1, 1, 1, 1], [2, 1, 1, 1, 1], [1, 1, 1, 1, 1], [0.5, 1, 1, 1, 1]])
        rates = factors * RATE
        ended = rates / rates.sum(1, keepdims=True) * (1 - np.exp(-MONTHS * rates.sum(1, keepdims=True)))
        mixed = np.array(weights) @ ended
        return mixed[:2].sum() / mixed.sum()

    lowest = told(lived, numbers(), "parity-lowest", table, "interstate-cow")
    rest = told(lived, numbers(), "parity-rest", table, "interstate-cow")
    assert lowest == pytest.approx(negotiated([1, 0, 0, 1]), rel=1e-4)  # .05 and .95
    assert rest == pytest.approx(negotiated([2, 3, 2, 0]), rel=1e-4)


def test_talks_are_counted_while_the_war_goes_on():
    table = wars(kind="interstate", **SUPPORTED)
    total, lived = RATE.sum(), made()
    closed = CLOSED * (1 - np.exp(-MONTHS * total)) / total  # the integral of going, times the rate
    settled = RATE[0] / total * (1 - np.exp(-MONTHS * total))
    failed = told(lived, numbers(), "talks-failed", table, "interstate")
    assert failed == pytest.approx(closed / (closed + settled), rel=1e-3)
    rate = np.log(2) / TALKED_BY
    talked = rate / (rate + total) * (1 - np.exp(-MONTHS * (rate + total)))
    found = told(lived, numbers(), "talked", table, "interstate")
    assert found == pytest.approx(0.5 + 0.5 * talked, rel=2e-3)


def test_laws_are_looked_up_by_draw():
    lived = made(draws=3)
    lived.counts[:, 2] *= 2
    beside = Beside(np.array([0.1, 0.2, 0.3]), np.array([1.0, 2.0, 3.0]))
    assert told(lived, numbers(law=2), "triggered", beside=beside) == pytest.approx(0.3)
    assert told(lived, numbers(law=1), "memory", beside=beside) == pytest.approx(2.0)
    outlook = [Outlook(lived, numbers(law=law), beside).happened("talks-close")[0, 0] for law in (0, 2)]
    assert outlook[1] == pytest.approx(2 * outlook[0])


def test_what_isolation_brings_about_is_the_difference_between_the_two_worlds():
    pressed = made((Situation(), Situation()), factors=[[1, 1, 1, 1, 1], [2, 1, 1, 1, 1]])
    place = pressed.events.index("A.leader-exit")
    pressed.counts[:, :, place] = np.array([0.01, 0.03])[:, None, None] * np.arange(MONTHS + 1)
    rates = RATE * np.array([[1, 1, 1, 1, 1], [2, 1, 1, 1, 1]])
    total = rates.sum(axis=1)
    gone = 1 - np.exp(-MONTHS * total)
    ended, exits = gone * rates[:, :2].sum(axis=1) / total, np.array([0.01, 0.03]) * gone / total
    beside = Beside(pressed=pressed)
    found = told(made(), numbers(), "sanctions", beside=beside)
    assert found == pytest.approx(ended[1] - ended[0], abs=1e-5)
    found = told(made(), numbers(), "leader-exit", beside=beside)
    assert found == pytest.approx(exits[1] - exits[0], rel=2e-3)
    with pytest.raises(ValueError, match="isolated"):
        told(made(), numbers(), "sanctions")


def test_a_war_that_outlasts_the_courses_was_still_going_then():
    table = wars(3, days=[100, 3652, 9000])
    seen = watched(table, MONTHS)
    assert seen["days"].tolist() == [100, 3652, 3652]
    assert seen["censored"].tolist() == [False, False, True]
    assert seen["ending"].tolist() == ["agreement", "agreement", ""]
    assert ((seen["last_seen"] - seen["begins"]).dt.days + 1).tolist() == [100, 3652, 3652]


def test_unknown_ends_and_wars_that_go_on_as_another_count_in_no_mix():
    ending = [
        "agreement",
        "victory_a",
        "unknown",
        "transformed",
        "actor_ceased",
        "",
        "stalemate",
        "ceasefire",
    ]
    history = history_of(CLASSES["internal"], wars(ending=ending), (Situation(),), MONTHS)
    assert len(history.known) == 6
    mix = {one.name: one.recorded.value for one in kinds()["ending-mix"].made(history)}
    assert mix == {
        **{"ends-agreement": 0.2, "ends-ceasefire": 0.4},
        **{"ends-victory": 0.2, "ends-low-activity": 0.2},
    }


def test_a_situation_that_was_not_lived_is_refused():
    with pytest.raises(ValueError, match="not in tuple"):
        history_of(CLASSES["internal"], wars(**SUPPORTED), (Situation(),), MONTHS)


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds())
def test_a_kind_is_made_of_what_is_known(kind):
    assert kind.basis in BASES
    assert kind.role in ROLES
    assert set(kind.classes) <= set(CLASSES)
    assert {cause for group in kind.needs for cause in group} <= set(library.causes())
    assert any(kind.can_be_asked(theory.names) for theory in library.theories().values())


def test_every_file_is_a_kind_that_says_what_counts_as_what():
    files = [path for path in Path(package.__file__).parent.glob("*.py") if path.stem != "__init__"]
    assert {path.stem.replace("_", "-") for path in files} == set(kinds())
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert all(f"\n{word} " in text for word in ("Record", "Theory", "Role")), path.name


def test_every_moment_has_a_source_and_a_term_has_a_width():
    history = history_of(CLASSES["internal"], wars(**SUPPORTED), GRID, MONTHS)
    moments = targets(library.theories()["everything"], history).moments
    assert len({one.name for one in moments}) == len(moments)
    for one in moments:
        assert one.cite and set(one.cite) <= source_keys(), one.name
        assert (one.shoulder > 0) == (one.kind.role == "term"), one.name
        assert one.recorded.low < one.recorded.high, one.name
        if one.kind.basis == "contradictory":
            assert np.isnan(one.recorded.value), "an interval, never a mean"


def test_a_theory_is_asked_only_for_what_it_can_say():
    history = history_of(CLASSES["interstate"], wars(kind="interstate", **SUPPORTED), GRID, MONTHS)
    names = {n: {m.name for m in targets(t, history).moments} for n, t in library.theories().items()}
    answering = {name for name, asked in names.items() if "triggered" in asked}
    assert answering == {"escalation", "everything"}
    assert "sanctions" not in names["nothing-matters"]
    assert {name for name, asked in names.items() if "leader-exit" in asked} == {"leaders", "everything"}
    assert all("talks-failed" in asked for asked in names.values())


def test_draws_of_the_prior_are_the_prior_s():
    found = unfitted(made(draws=16), kept=4000)
    assert found.intercept.std() == pytest.approx(1.5, rel=0.05)
    assert np.median(found.evenness) == pytest.approx(1.0, rel=0.1)
    assert np.median(found.power) == pytest.approx(1 / (1 + np.e), rel=0.1)
    assert np.bincount(found.law, minlength=16).tolist() == [250] * 16


def test_what_the_record_says_is_what_the_base_rates_say():
    table = record_tables.cow()
    of = CLASSES["interstate-cow"]
    history = history_of(of, table, STRENGTHS, MONTHS)
    found = {one.name: one.recorded for one in targets(FIRST, history).moments}
    # theory.md D: .316 still going after a year, .147 after two; median 163 days
    assert [round(found[f"going-{month}"].value, 3) for month in (12, 24)] == [0.316, 0.147]
    assert found["median"].value == 163
    assert found["weibull-shape"].value == pytest.approx(0.72, abs=0.01)
    seen = watched(of.wars(table), MONTHS)  # one of them lasted for more than ten years
    known = seen[seen["ending"] != "transformed"]
    mix = endings(known, {"victory": VICTORY.words})
    assert found["ends-victory"].value == mix.loc["victory", "share"]
    incidence = cumulative_incidence(known, {"negotiated": NEGOTIATED.words}, (60,))
    assert found["negotiated-60"].value == incidence.loc[("negotiated", 60), "share"]
