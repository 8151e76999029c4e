"""A whole trial on the engine: made-up causes whose effects are known exactly."""

from collections.abc import Iterator
from dataclasses import replace
from math import hypot

import numpy as np
import pytest

from detente.pipeline.argument import Claim, Evidence, HiddenPremise, Tension
from detente.pipeline.forms.form import Pick
from detente.pipeline.forms.sign import Sign
from detente.pipeline.judging.judgement import FEW
from detente.pipeline.judging.sentences import sentences
from detente.pipeline.judging.verdict import FAILS, FOLLOWS, Audit, TestVerdict, Under
from detente.pipeline.judging.words import complement, share_within, word_of_shares
from detente.pipeline.trial.audit import CHANNEL_DRAWS, Auditor
from detente.pipeline.trial.influence import headline
from detente.vocabulary import Normal, Theory
from tests.audit import planted
from tests.audit.planted import ONCE, UNITS, argument, auditor, claim, opposite

FOUND = planted.cases()
ASSUMED = Theory("outright", "-", (), (planted.Saying,))
SURE = Theory("chain", "-", (), (planted.Stirring, planted.Souring))
MOSTLY = Theory("wavering", "-", (), SURE.causes, {"souring.weight": Normal(0.1, 0.06)})
PRIORS = {"relief.amount": Normal(0.2, 0.4), "struck.ground_pace": Normal(-1.0, 0.5)}
NEAR = Theory("near", "-", (), (planted.Struck, planted.Relief, planted.Stirring), PRIORS)
SMALL = (ASSUMED, SURE, MOSTLY, NEAR)
LOST = Sign(do=ONCE, moves="A.compromise", by=6, sign=-1)
SLOWED = Sign(do=ONCE, moves="A.ground_pace", by=6, sign=-1)
FED = Sign(do=ONCE, moves="A.supplies", by=6, sign=1, smallest=0.1 * UNITS["supplies"])
STIRRED = Sign(do=ONCE, moves="A.nationalism", by=6, sign=1, smallest=0.05)


def small_argument(**more: object):
    """Return claims of every role, an unstated premise and two tensions."""
    claims = (
        claim("C1", LOST, role="premise"),
        claim("C2", SLOWED, role="premise"),
        claim("C3", FED, role="conclusion"),
        claim("C4", STIRRED, role="premise"),
        claim("C5", untested="motive", reason="No stock holds it.", loaded=("a harsh word",)),
    )
    hidden = (HiddenPremise("H1", "There is trust.", ("C1",), when=planted.SHARED),)
    tensions = (Tension("T1", "Both?", ("C3", "C4")), Tension("T2", "All?", ("C2", "C3")))
    return argument(*claims, hidden=hidden, tensions=tensions, **more)


def said(audit: Audit) -> tuple[str, ...]:
    return sentences(audit.claims, audit.judgement)


def first(audit: Audit, name: str) -> TestVerdict:
    return next(verdict for verdict in audit.claims if verdict.claim == name).tests[0]


def under(test: TestVerdict, theory: Theory) -> Under:
    return next(one for one in test.under if one.theory == theory.name)


@pytest.fixture(scope="module")
def tried() -> Audit:
    return auditor(argument(*(case.claim for case in FOUND))).audit({})


@pytest.fixture(scope="module")
def near() -> tuple[Auditor, Audit]:
    made = auditor(small_argument(), SMALL, NEAR.name)
    return made, made.audit({})


def spoken(tried: Audit) -> Iterator[tuple[planted.Case, Under, Under]]:
    for case, verdict in zip(FOUND, tried.claims, strict=True):
        for test in verdict.tests:
            for one, other in zip(test.under, test.mirror, strict=True):
                if case.share[one.theory] is not None:
                    yield case, one, other


def test_planted_signs_and_shares_are_found(tried: Audit):
    pairs = [(case.mean[one.theory], one) for case, one, _ in spoken(tried)]
    signs = [np.sign(mean) == np.sign(one.mean) for mean, one in pairs if mean]
    assert len(signs) > 300 and np.mean(signs) >= 0.99
    close = [abs(one.mean - mean) <= 3 * one.error + 1e-5 * abs(mean) + 1e-6 for mean, one in pairs]
    assert np.mean(close) >= 0.95
    off = [abs(one.share - case.share[one.theory]) / one.share_error for case, one, _ in spoken(tried)]
    assert np.mean(np.array(off) <= 2.5) >= 0.95
    assert max(off) < 5


def test_planted_words_are_found_wherever_no_share_is_near_a_threshold(tried: Audit):
    right = []
    for case, verdict in zip(FOUND, tried.claims, strict=True):
        truths = [share for share in case.share.values() if share is not None]
        clear = all(abs(share - edge) > 0.05 for share in truths for edge in (FAILS, FOLLOWS))
        if truths and clear:
            right.append(verdict.word == word_of_shares(truths))
    assert len(right) > 60 and np.mean(right) >= 0.99


def test_what_has_no_way_and_what_cannot_be_tried_is_said_to_be_so(tried: Audit):
    for case, verdict in zip(FOUND, tried.claims, strict=True):
        if not case.claim.tests:
            assert (verdict.word, verdict.reason) == ("not a testable claim", case.claim.reason)
        else:
            able = {one.theory: one.expressible for one in verdict.tests[0].under}
            assert able == {name: share is not None for name, share in case.share.items()}, case.claim
            assert (verdict.word == "cannot be expressed") == (not any(able.values()))
    words = [verdict.word for verdict in tried.claims]
    assert words.count("cannot be expressed") >= 20 and words.count("not a testable claim") == 20


def test_causes_that_know_no_side_say_the_same_of_the_mirror_image(tried: Audit):
    plain = [(one, other) for case, one, other in spoken(tried) if not case.claim.tests[0].when]
    assert all(repr(one) == repr(other) for one, other in plain)


def test_assumed_structural_and_contingent(near: tuple[Auditor, Audit]):
    outright = under(first(near[1], "C1"), ASSUMED)
    assert (outright.standing, outright.share, outright.share_without) == ("assumed", 1.0, 0.0)
    assert outright.direct == ("saying",)
    sure, mostly = (under(first(near[1], "C2"), theory) for theory in (SURE, MOSTLY))
    assert (sure.standing, sure.share, sure.direct) == ("structural", 1.0, ())
    assert sure.causes == ("souring", "stirring")
    assert mostly.standing == "contingent" and abs(mostly.share - 0.952) < 3 * mostly.share_error
    assert under(first(near[1], "C3"), SURE).expressible is False


def test_a_planted_threshold_is_found_at_its_distance(near: tuple[Auditor, Audit]):
    """size ~ N(1, .5) less amount ~ N(.2, .4) is down to .1 at (1 - .2 - .1) / sqrt(.5^2 + .4^2)."""
    (flip,) = first(near[1], "C3").flips
    assert flip.distance == pytest.approx(0.7 / hypot(0.5, 0.4), rel=0.05)
    moves = {move.parameter: move.move for move in flip.moves}
    assert moves["struck.supplies"] == pytest.approx(-0.7 * 0.5 / 0.41, abs=0.15)
    assert moves["relief.amount"] == pytest.approx(0.7 * 0.4 / 0.41, abs=0.15)
    assert abs(flip.checked) < 0.02 * UNITS["supplies"]
    assert flip.unknown in moves


def test_channels_add_up_and_each_is_what_was_planted(near: tuple[Auditor, Audit]):
    made, audit = near
    seen = made.lab.see(NEAR, FED, CHANNEL_DRAWS)
    parts = {channel.cause: channel.part for channel in first(audit, "C3").channels[NEAR.name]}
    assert sum(parts.values()) == pytest.approx(FED.effect(seen).mean(), abs=1e-6)
    z = made.lab.normals(NEAR, CHANNEL_DRAWS)
    size, amount = 1.0 + 0.5 * z["struck.supplies"], 0.2 + 0.4 * z["relief.amount"]
    assert parts["struck"] == pytest.approx(UNITS["supplies"] * size.mean(), abs=1e-6)
    assert parts["relief"] == pytest.approx(-UNITS["supplies"] * amount.mean(), abs=1e-6)
    assert parts["all else"] == pytest.approx(0.0, abs=1e-6)


def test_two_causes_that_need_each_other_share_alike():
    made = auditor(small_argument(), (SURE,), SURE.name)
    channels = first(made.audit({}), "C2").channels[SURE.name]
    whole = SLOWED.effect(made.lab.see(SURE, SLOWED, CHANNEL_DRAWS)).mean()
    z = made.lab.normals(SURE, CHANNEL_DRAWS)
    weight, stir = 0.1 * 1.5 ** z["souring.weight"], 0.05 * 1.3 ** z["stirring.stir"]
    assert whole == pytest.approx(-3.75 * (weight * stir).mean(), rel=1e-4)  # stirred at 2.25, sour until 6
    parts = {channel.cause: channel.part for channel in channels}
    assert parts["souring"] == pytest.approx(whole / 2, abs=1e-6)
    assert parts["stirring"] == pytest.approx(whole / 2, abs=1e-6)
    assert sum(parts.values()) == pytest.approx(whole, abs=1e-6)


def test_planted_numbers_that_drive_the_headline_effect_come_first(near: tuple[Auditor, Audit]):
    found = near[1].sensitivity
    assert found is not None
    assert (found.test, found.theory, found.draws) == ("C3", NEAR.name, 1024)
    assert found.asked == len(UNITS) + 1 + 2  # of the struck, relief, and what either side trusts at first
    shares = {"struck.supplies": 0.25, "relief.amount": 0.16}  # variances of two numbers that add up
    assert [one.number for one in found.of[:2]] == list(shares) and found.beyond <= 3
    expected = [share / sum(shares.values()) for share in shares.values()]
    assert [one.first for one in found.of[:2]] == pytest.approx(expected, abs=0.05)
    assert all(one.pawn > found.pawn_by_chance for one in found.of[:2])


def test_starting_values_are_those_that_lives_begin_with(near: tuple[Auditor, Audit]):
    made = near[0]
    starts = made.lab.starts(NEAR, 64)
    assert list(starts) == ["A.trust", "B.trust"]  # all others are certain
    seen = made.lab.kept[NEAR.name, ((), ())].values[made.lab.row(Pick("A.trust", 1)), :64]
    assert starts["A.trust"] == pytest.approx(seen, rel=1e-5)  # nothing there moves it
    assert np.ptp(starts["A.trust"]) > 0.1 and (starts["A.trust"] != starts["B.trust"]).all()


def test_the_headline_is_the_first_conclusion_with_a_test(tried: Audit):
    assert headline(small_argument()) == "C3"
    aside = claim("C9", FED)
    assert headline(argument(claim("C1", role="conclusion", reason="-"), aside)) == "C9"
    assert headline(argument(claim("C1", reason="-"))) == ""
    assert tried.sensitivity is None  # no theory is looked at more closely there


def test_wording_changes_no_number_and_no_sentence(near: tuple[Auditor, Audit]):
    plain = small_argument()
    noise = {"paraphrase": "It is plain to all!", "speaker": "a minister", "loaded": ("vile", "noble")}
    other = replace(
        plain,
        claims=tuple(replace(c, **noise, modality="attributed", type="predictive") for c in plain.claims),
        hidden=tuple(replace(h, paraphrase="Surely?") for h in plain.hidden),
        tensions=tuple(replace(t, paraphrase="Never!") for t in plain.tensions),
        document=replace(plain.document, title="Shame", standpoint="Takes a side."),
        record=(Evidence(("C1",), "2026-01-02", "It was so.", "kiis_2026", "for"),),
    )
    again = auditor(other, SMALL, NEAR.name).audit({})
    assert repr(replace(again, scores=None)) == repr(near[1])
    assert (
        again.scores is not None and again.scores.events == 0
    )  # a record without an outcome gives no number
    assert not again.scores.means and not any(one.forecasts for one in again.scores.observations)
    assert said(again) == said(near[1]) and len(said(again)) == 5


def test_the_opposite_document_gets_complementary_words():
    cases = [case.claim for case in planted.signed(FOUND) if not case.claim.tests[0].when][:40]
    cases += [planted.unbounded(one) for one in cases]
    made = [auditor(argument(*(turn(one) for one in cases))) for turn in (lambda one: one, opposite)]
    plain, turned = (one.audit({}) for one in made)
    clear = narrow = 0
    for asked, one, other in zip(cases, plain.claims, turned.claims, strict=True):
        pairs = list(zip(one.tests[0].under, other.tests[0].under, strict=True))
        assert [u.expressible for u, _ in pairs] == [o.expressible for _, o in pairs]
        alike = [(inside(made[0], asked, u), u, o) for u, o in pairs if u.expressible and u.draws == o.draws]
        assert [o.share for _, _, o in alike] == pytest.approx([1 - u.share - x for x, u, _ in alike])
        assert [o.mean for _, _, o in alike] == [u.mean for _, u, _ in alike]
        narrow += any(x for x, _, _ in alike)
        if not any(inside(made[0], asked, u) for u, _ in pairs if u.expressible):
            assert other.word == complement(one.word)
            clear += one.word in ("follows", "fails", "depends on the theory")
    assert clear > 10 and narrow > 10


def inside(made: Auditor, asked: Claim, one: Under) -> float:
    """Return the share of a theory's draws in which neither a claim nor its opposite holds."""
    theory = next(theory for theory in made.theories if theory.name == one.theory)
    form = asked.tests[0].form
    return share_within(form.effect(made.lab.see(theory, form, one.draws)), form.smallest)


def test_dropping_a_premise_changes_what_depends_on_it_and_nothing_else(near: tuple[Auditor, Audit]):
    made, full = near
    kept = tuple(one for one in small_argument().claims if one.name != "C4")
    less = auditor(replace(small_argument(), claims=kept), SMALL, NEAR.name).audit({})
    assert repr(less.claims) == repr(tuple(one for one in full.claims if one.claim != "C4"))
    before, after = full.judgement, less.judgement
    held = {theory.name: made.held(theory) for theory in SMALL}
    for name, one in held.items():
        assert after.premises[name] == tuple(p for p in before.premises[name] if p != "C4")
        meets = one.all_of(one.able(("C1", "C2", "H1")))
        assert meets.sum() >= FEW and after.soundness[name].share == meets.mean()
        stricter = meets & one.all_of(one.able(("C4",)))
        assert stricter.sum() >= FEW and before.soundness[name].share == stricter.mean()
        if one.able(("C3",)):
            assert after.validity[name].share == one.rows(["C3"])[0][meets].mean()
    assert [strain.tension for strain in after.strains] == ["T2"]
    assert repr(after.strains[0]) == repr(before.strains[1])
    changed = {name for name in held if after.soundness[name] != before.soundness[name]}
    assert changed == {"chain", "wavering", "near"}  # the other one cannot express it


def test_removing_a_cause_from_a_theory_changes_that_theory_only(near: tuple[Auditor, Audit]):
    bare = NEAR.drop(planted.Relief)
    less = auditor(small_argument(), (ASSUMED, SURE, MOSTLY, bare), NEAR.name).audit({})
    for verdict, before in zip(less.claims, near[1].claims, strict=True):
        for one, other in zip(verdict.tests, before.tests, strict=True):
            pairs = list(zip((*one.under, *one.mirror), (*other.under, *other.mirror), strict=True))
            assert all(repr(a) == repr(b) for a, b in pairs if a.theory != NEAR.name)
            touched = verdict.claim == "C3"
            assert all((repr(a) != repr(b)) == touched for a, b in pairs if a.theory == NEAR.name)
    others = [theory.name for theory in (ASSUMED, SURE, MOSTLY)]
    for table in ("validity", "soundness", "premises", "left_out"):
        new, old = getattr(less.judgement, table), getattr(near[1].judgement, table)
        assert all(repr(new[name]) == repr(old[name]) for name in others)
