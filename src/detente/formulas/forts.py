"""War as a walk over forts: each battle moves one fort; the side that holds all of them has won."""

import numpy as np

from detente.vocabulary.maths import Number, absolute, exp, expm1, logit, where

FAIR_BAND = 1e-6  # battle odds this near one half count as even: the general form divides by the distance
NODES = 200  # points of the quadrature over beliefs; doubling them moves no digit of interest


def win_probability(battle_odds: Number, forts_held: Number, forts: Number) -> Number:
    """Return the probability that own ends up with every fort.

        ratio       = (1 - battle_odds) / battle_odds
        probability = (1 - ratio**forts_held) / (1 - ratio**forts)        forts_held / forts at even odds

    battle_odds    probability of winning one battle, strictly between 0 and 1
    forts_held     forts own holds now
    forts          forts in all

    Valid for 0 <= forts_held <= forts and independent battles.
    Source: smithstam2004 (not opened; the closed form is derived here and equals the absorbing chain).

    >>> win_probability(battle_odds=0.5, forts_held=6.0, forts=20.0)
    0.3
    >>> round(win_probability(battle_odds=0.6, forts_held=1.0, forts=2.0), 6)
    0.6
    """
    edge = logit(battle_odds)  # ratio = exp(-edge); written with |edge| so that no power overflows
    even = edge == 0
    size = where(even, 1.0, absolute(edge))
    favoured = expm1(-size * forts_held) / expm1(-size * forts)
    disadvantaged = exp(-size * (forts - forts_held)) * favoured
    # the limit at even odds, with its slope: a constant would make the gradient vanish there
    at_even = forts_held / forts * (1 + edge * (forts - forts_held) / 2)
    return where(even, at_even, where(edge > 0, favoured, disadvantaged))


def expected_battles(battle_odds: Number, forts_held: Number, forts: Number) -> Number:
    """Return the expected number of battles until one side holds every fort.

        battles = (forts_held - forts * win_probability) / (1 - 2 * battle_odds)
                  forts_held * (forts - forts_held)                        at even odds

    Symbols, domain and source as in `win_probability`.

    >>> expected_battles(battle_odds=0.5, forts_held=6.0, forts=20.0)
    84.0
    >>> round(expected_battles(battle_odds=0.6, forts_held=1.0, forts=2.0), 6)
    1.0
    """
    drift = 1 - 2 * battle_odds
    even = absolute(drift) < FAIR_BAND
    shortfall = forts_held - forts * win_probability(battle_odds, forts_held, forts)
    return where(even, forts_held * (forts - forts_held), shortfall / where(even, 1.0, drift))


def believed_odds(prior_wins: Number, prior_losses: Number, wins: Number, battles: Number) -> Number:
    """Return the mean belief about own battle odds after some battles, from a Beta prior.

        belief = (prior_wins + wins) / (prior_wins + prior_losses + battles)

    prior_wins, prior_losses    the prior, as battles imagined
    wins, battles               seen so far

    Valid for positive priors and independent battles. Two sides with different priors see the same
    battles, so their beliefs converge like 1 / battles.
    Source: smithstam2004 (not opened; Beta updating is standard).

    >>> believed_odds(prior_wins=8.0, prior_losses=2.0, wins=0.0, battles=0.0)
    0.8
    """
    return (prior_wins + wins) / (prior_wins + prior_losses + battles)


def believed_win_probability(
    prior_wins: float, prior_losses: float, forts_held: float, forts: float
) -> float:
    """Return the probability of winning the war averaged over a Beta belief. Analysis only.

        average of win_probability(odds, forts_held, forts) over odds ~ Beta(prior_wins, prior_losses)

    Symbols, units and source as in `believed_odds` and `win_probability`. Valid for
    prior_wins >= 1 and prior_losses >= 1 (a bounded density; Gauss-Legendre quadrature).

    >>> round(believed_win_probability(3.0, 3.0, forts_held=5.0, forts=10.0), 6)
    0.5
    """
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    odds = (nodes + 1) / 2
    density = weights * odds ** (prior_wins - 1) * (1 - odds) ** (prior_losses - 1)
    return float(np.sum(density * win_probability(odds, forts_held, forts)) / np.sum(density))
