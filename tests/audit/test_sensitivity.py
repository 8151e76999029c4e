"""Global sensitivity against Ishigami's function, whose indices are known in closed form."""

import numpy as np
import pytest
from scipy.special import ndtr

from detente.pipeline.judging.channels import shuffles
from detente.pipeline.judging.sensitivity import TRIES, importances, sobol_indices, standouts

NAMES = ("x1", "x2", "x3")
FIRST = {"x1": 0.314, "x2": 0.442, "x3": 0.0}
TOTAL = {"x1": 0.558, "x2": 0.442, "x3": 0.244}


def ishigami(z):
    """Uniform on (-pi, pi) through the normal's own distribution; a = 7, b = 0.1."""
    x = np.pi * (2 * ndtr(z) - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_sobol_reproduces_ishigami(seed):
    found = sobol_indices(ishigami, NAMES, 2048, seed)
    assert {s.parameter: s.first for s in found} == pytest.approx(FIRST, abs=0.02)
    assert {s.parameter: s.total for s in found} == pytest.approx(TOTAL, abs=0.02)
    assert [s.parameter for s in found] == ["x1", "x2", "x3"]
    assert all(0 < s.first_error < 0.05 and 0 < s.total_error < 0.05 for s in found)
    assert found == sobol_indices(ishigami, NAMES, 2048, seed)


def test_draws_at_hand_reproduce_first_order_indices():
    z = np.random.default_rng(1).normal(size=(6, 3000))
    names = (*NAMES, "d1", "d2", "d3")
    effect = ishigami(z.T)
    effect[::100] = np.nan
    found = {s.parameter: s for s in importances(names, z, effect)}
    assert {n: found[n].first for n in names} == pytest.approx({**FIRST, "d1": 0, "d2": 0, "d3": 0}, abs=0.04)
    assert list(found)[:2] == ["x2", "x1"]
    for name in NAMES:  # x3 explains no variance by itself, yet it widens the distribution
        assert found[name].pawn > found[name].by_chance
    for name in ("d1", "d2", "d3"):
        assert found[name].pawn < 1.2 * found[name].by_chance


def crowd(parameters, draws, seed=3):
    return tuple(f"p{n}" for n in range(parameters)), np.random.default_rng(seed).normal(
        size=(parameters, draws)
    )


def test_few_of_very_many_stand_out_as_salib_measures_them():
    names, z = crowd(300, 1023)
    effect = np.exp(z[7]) + 2 * z[11] ** 2 + z[200] + np.random.default_rng(4).normal(size=1023)
    effect[::50] = np.nan
    found = standouts(names, z, effect, most=12)
    assert {one.parameter for one in found.of} == {"p7", "p11", "p200"} and found.beyond == 3
    assert found.draws == np.isfinite(effect).sum()
    told = {one.parameter: one for one in importances(names[:12], z[:12], effect)}
    assert {one.parameter: one for one in found.of if one.parameter in told} == {
        name: told[name] for name in ("p7", "p11")
    }
    assert standouts(names, z, effect, most=1).of[0].parameter in {"p7", "p11"}
    assert found == standouts(names, z, effect, most=12)


def test_what_chance_does_is_measured_as_salib_measures_it():
    names, z = crowd(5, 257)
    effect = np.round(np.sin(z[0]) + z[1], 1)  # many are equal
    found = standouts(names, z, effect, most=5)
    tries = [importances(names, z, effect[order]) for order in shuffles(0, "standouts", TRIES, effect.size)]
    assert found.pawn_by_chance == pytest.approx(max(s.pawn for one in tries for s in one), abs=1e-12)
    assert found.first_by_chance == pytest.approx(max(s.first for one in tries for s in one), abs=1e-3)


def test_numbers_that_do_nothing_seldom_stand_out():
    luck = np.random.default_rng(8)
    names, z = crowd(100, 256)
    found = [standouts(names, z, luck.normal(size=256), most=12).beyond for _ in range(40)]
    assert np.mean(np.array(found) > 0) <= 0.2  # two measures, each beats 40 tries once in 41
    assert standouts(names, z, np.full(256, 0.3), most=12).of == ()
    assert standouts((), np.empty((0, 256)), luck.normal(size=256), most=12).of == ()


def test_an_effect_that_does_not_vary_has_no_sensitivity():
    z = np.random.default_rng(1).normal(size=(3, 500))
    for s in sobol_indices(lambda points: np.full(len(points), 0.3), NAMES, 64):
        assert (s.first, s.total) == (0, 0)
    for effect in (np.full(500, 0.3), np.full(500, np.nan)):
        assert {(s.first, s.pawn) for s in importances(NAMES, z, effect)} == {(0.0, 0.0)}


def test_points_without_an_effect_count_as_average():
    def holed(points):
        return np.where(np.arange(len(points)) % 50 == 0, np.nan, ishigami(points))

    found = {s.parameter: s.first for s in sobol_indices(holed, NAMES, 1024)}
    assert found == pytest.approx(FIRST, abs=0.06)
