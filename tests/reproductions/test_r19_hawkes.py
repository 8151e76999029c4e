"""R19 Self-exciting violence (hawkes1971), with the published shares of lewis2012.

Class A (moments against a simulated cluster process) and P (share of triggered events .37 to .50).
Through hawkes.stationary_rate, cluster_size, extra_events, dispersion, mean_response, excitation.
"""

import numpy as np
import pytest

from detente.formulas.hawkes import (
    cluster_size,
    dispersion,
    excitation,
    extra_events,
    mean_response,
    stationary_rate,
)

BACKGROUND, BRANCHING, DECAY, SPAN = 0.5, 0.45, 0.1, 200_000.0


@pytest.fixture(scope="module")
def record():
    """Return event times and how many of them were triggered, by following every family tree."""
    luck = np.random.default_rng(5)
    times = list(luck.uniform(0, SPAN, luck.poisson(BACKGROUND * SPAN)))
    waiting, triggered = list(times), 0
    while waiting:
        parent = waiting.pop()
        for delay in luck.exponential(1 / DECAY, luck.poisson(BRANCHING)):
            if parent + delay < SPAN:
                times.append(parent + delay)
                waiting.append(parent + delay)
                triggered += 1
    return np.array(times), triggered


def test_rate_and_triggered_share(record):
    times, triggered = record
    assert stationary_rate(BACKGROUND, BRANCHING) == pytest.approx(len(times) / SPAN, abs=0.02)
    assert stationary_rate(BACKGROUND, BRANCHING) == pytest.approx(0.909, abs=5e-4)
    assert pytest.approx(triggered / len(times), abs=0.01) == BRANCHING
    share = 1 - BACKGROUND / stationary_rate(BACKGROUND, BRANCHING)
    assert share == pytest.approx(BRANCHING, abs=1e-12)


def test_dispersion_of_counts(record):
    times, _ = record
    counts = np.histogram(times, bins=np.arange(0, SPAN + 1, 1000))[0]
    assert dispersion(BRANCHING) == pytest.approx(counts.var() / counts.mean(), abs=0.75)


def test_cluster_sizes_of_the_published_shares():
    assert cluster_size(0.37) == pytest.approx(1.587, abs=5e-4)
    assert cluster_size(0.50) == pytest.approx(2.0, abs=1e-12)


def test_response_to_a_shock_adds_up():
    time = np.linspace(0, 2000, 2_000_001)
    response = mean_response(BRANCHING, DECAY, time)
    assert extra_events(BRANCHING) == pytest.approx(np.trapezoid(response, time), abs=1e-4)
    assert extra_events(BRANCHING) == pytest.approx(0.818, abs=5e-4)
    direct = np.trapezoid(excitation(BRANCHING, DECAY, time), time)
    assert direct == pytest.approx(BRANCHING, abs=1e-4)
