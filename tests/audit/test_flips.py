"""What would flip an effect: planted thresholds at known distances."""

import numpy as np
import pytest

from detente.pipeline.judging.flips import smallest_reversal, surrogate_of

PARAMETERS, DRAWS = 60, 1200
NAMES = tuple(f"p{i}" for i in range(PARAMETERS))
A, B = 1.2, 0.9


def linear(p):
    return 1.0 - 0.3 * p["p1"] + 0.4 * p["p2"]


def squared(p):
    """Only far out in p3, either way."""
    return -2.0 + 0.5 * p["p3"] ** 2


def joint(p):
    """Neither parameter alone can do it: nearest at p4 = p5 (or opposite signs both reversed)."""
    return 1.0 - 0.5 * p["p4"] * p["p5"]


def mixed(p):
    """A slope, a curvature and an interaction; its distance is found below by brute force."""
    return 1.0 - 0.35 * p["p0"] + 0.2 * p["p1"] ** 2 + 0.3 * p["p0"] * p["p2"]


def curved(p):
    """No polynomial, but monotone in one direction: a logistic curve with its threshold at 2.5."""
    return 1.0 / (1.0 + np.exp(2.0 * (0.6 * p["p6"] + 0.8 * p["p7"] - 2.5))) - 0.5


def nearest(effect, names):
    """Brute force over directions and distances, for at most three parameters."""
    ways = np.random.default_rng(0).normal(size=(len(names), 5_000))
    ways /= np.linalg.norm(ways, axis=0)
    start = np.sign(effect(dict.fromkeys(names, 0.0)))
    for far in np.arange(0.01, 6, 0.01):
        if (effect(dict(zip(names, ways * far, strict=True))) * start <= 0).any():
            return far
    return np.inf


PLANTED = {
    "linear": (linear, 2.0, {"p2": -1.6, "p1": 1.2}),
    "squared": (squared, 2.0, None),
    "joint": (joint, 2.0, None),
    "mixed": (mixed, nearest(mixed, ("p0", "p1", "p2")), None),
    "curved": (curved, 2.5, {"p7": 2.0, "p6": 1.5}),
}


def draws(effect, noise, seed=1, n=DRAWS):
    luck = np.random.default_rng(seed)
    z = luck.normal(size=(PARAMETERS, n))
    values = effect(dict(zip(NAMES, z, strict=True)))
    return z, values + luck.normal(0, noise, n)


def counted(effect):
    asked = []

    def effect_at(moves):
        asked.append(dict(moves))
        return float(effect({**dict.fromkeys(NAMES, 0.0), **moves}))

    return effect_at, asked


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("planted", PLANTED)
def test_planted_thresholds_are_found_within_five_per_cent(planted, seed):
    effect, distance, moves = PLANTED[planted]
    effect_at, asked = counted(effect)
    noise = 0.1 if planted == "curved" else 0.3  # the curve itself varies by 0.07 only
    found = smallest_reversal(NAMES, *draws(effect, noise, seed), effect_at)
    assert found.distance == pytest.approx(distance, rel=0.05)
    assert np.linalg.norm([move for _, move in found.moves]) == pytest.approx(found.distance)
    assert found.checked == effect_at(dict(found.moves))
    assert found.checked * effect(dict.fromkeys(NAMES, 0.0)) <= 0
    assert len(asked) <= 26
    sizes = [abs(move) for _, move in found.moves]
    assert sizes == sorted(sizes, reverse=True)
    for name, move in (moves or {}).items():
        assert dict(found.moves)[name] == pytest.approx(move, abs=0.25)


@pytest.mark.parametrize("planted", ["linear", "squared", "joint", "mixed"])
def test_the_draws_alone_suffice_where_the_effect_is_a_polynomial(planted):
    effect, distance, _ = PLANTED[planted]
    found = smallest_reversal(NAMES, *draws(effect, 0.1))
    assert found.distance == pytest.approx(distance, rel=0.05)
    assert np.isnan(found.checked)


def test_a_sign_that_cannot_be_reversed_is_infinitely_far():
    def never(p):
        return 1.0 + 0.2 * p["p0"] ** 2 + np.tanh(p["p1"]) * 0.5

    effect_at, asked = counted(never)
    for far in (
        smallest_reversal(NAMES, *draws(never, 0.1), effect_at),
        smallest_reversal(NAMES, *draws(lambda p: 2.0 - 0.1 * p["p0"], 0.1)),
        smallest_reversal(NAMES, *draws(lambda p: 1.0, 0.5)),
    ):
        assert far.distance == np.inf
        assert far.moves == ()
    assert len(asked) < 15


def test_draws_without_an_effect_are_left_out():
    z, effect = draws(linear, 0.1)
    effect[::3] = np.nan
    assert smallest_reversal(NAMES, z, effect).distance == pytest.approx(2.0, rel=0.05)
    assert smallest_reversal(NAMES, z, np.full(DRAWS, np.nan)).distance == np.inf


def test_noise_gets_no_term():
    z, effect = draws(lambda p: 1.0, 1.0)
    assert surrogate_of(z, effect).rows.size == 0
    z, effect = draws(mixed, 0.3)
    assert set(surrogate_of(z, effect).rows) == {0, 1, 2}
