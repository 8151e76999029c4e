"""R28 Opinion under influence (degroot1974, friedkinjohnsen1990).

Class A: fixed points against iteration.
Through opinion.consensus, consensus_weights, shock_memory, stubborn_opinions, pull.
"""

import numpy as np
import pytest

from detente.formulas.opinion import consensus, consensus_weights, pull, shock_memory, stubborn_opinions

WEIGHTS = np.array([[0.6, 0.3, 0.1], [0.2, 0.6, 0.2], [0.1, 0.3, 0.6]])
FIRST = np.array([0.2, 0.5, 0.9])


def listen(weights, opinions, openness=1.0, rounds=400):
    first = opinions
    for _ in range(rounds):
        heard = opinions + np.array(
            [
                sum(pull(own, source, w) for source, w in zip(opinions, row, strict=True))
                for own, row in zip(opinions, weights, strict=True)
            ]
        )
        opinions = openness * heard + (1 - openness) * first
    return opinions


def test_everybody_ends_at_the_consensus():
    assert consensus(WEIGHTS, FIRST) == pytest.approx(
        np.linalg.matrix_power(WEIGHTS, 400)[0] @ FIRST, abs=1e-12
    )
    assert listen(WEIGHTS, FIRST) == pytest.approx(np.full(3, consensus(WEIGHTS, FIRST)), abs=1e-12)
    assert consensus_weights(WEIGHTS).sum() == pytest.approx(1.0, abs=1e-12)


def test_stubborn_parties_leave_a_permanent_trace():
    openness = np.array([0.9, 0.9, 0.0])
    settled = stubborn_opinions(WEIGHTS, openness, FIRST)
    assert settled == pytest.approx(listen(WEIGHTS, FIRST, openness, rounds=2000), abs=1e-12)
    assert FIRST.min() - 1e-12 <= settled.min() and settled.max() <= FIRST.max() + 1e-12
    shifted = stubborn_opinions(WEIGHTS, openness, FIRST + np.array([0.0, 0.0, 0.05]))
    assert np.all(shifted[:2] > settled[:2])


def test_a_shock_fades_at_the_second_eigenvalue():
    gaps = [np.ptp(np.linalg.matrix_power(WEIGHTS, rounds) @ FIRST) for rounds in (30, 31)]
    assert shock_memory(WEIGHTS) == pytest.approx(gaps[1] / gaps[0], abs=1e-4)
