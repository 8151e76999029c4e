"""Learning from battle whether the foe is weak or strong.

A battle is won with probability `odds_if_weak` against a weak foe and `odds_if_strong` against a strong one.
"""

from detente.vocabulary.maths import Number, exp, log, log1p, logit


def log_odds_step(won: Number, odds_if_weak: Number, odds_if_strong: Number) -> Number:
    """Return what one battle adds to the log odds that the foe is weak.

        step = won * log(odds_if_weak / odds_if_strong)
               + (1 - won) * log((1 - odds_if_weak) / (1 - odds_if_strong))

    won                             1 for a battle won, 0 for one lost (a share serves for part of a battle)
    odds_if_weak, odds_if_strong    strictly between 0 and 1

    Valid for independent battles. Sources: filsonwerner2002 (not opened); Bayes' rule.

    >>> round(log_odds_step(won=1.0, odds_if_weak=0.8, odds_if_strong=0.4), 4)
    0.6931
    """
    of_a_win = log(odds_if_weak / odds_if_strong)
    of_a_loss = log1p(-odds_if_weak) - log1p(-odds_if_strong)
    return won * of_a_win + (1 - won) * of_a_loss


def belief_weak_after(
    belief_weak: Number, odds_if_weak: Number, odds_if_strong: Number, wins: Number, battles: Number
) -> Number:
    """Return the belief that the foe is weak after `wins` in `battles`.

        odds   = belief_weak / (1 - belief_weak) * (odds_if_weak / odds_if_strong)**wins
                 * ((1 - odds_if_weak) / (1 - odds_if_strong))**(battles - wins)
        belief = odds / (1 + odds)

    belief_weak                     before the battles, strictly between 0 and 1
    odds_if_weak, odds_if_strong    strictly between 0 and 1
    wins, battles                   numbers

    Valid for independent battles. Sources: filsonwerner2002 (not opened); Bayes' rule.

    >>> round(belief_weak_after(0.6, odds_if_weak=0.7, odds_if_strong=0.45, wins=0.0, battles=1.0), 6)
    0.45
    """
    from_wins = wins * log_odds_step(1.0, odds_if_weak, odds_if_strong)
    from_losses = (battles - wins) * log_odds_step(0.0, odds_if_weak, odds_if_strong)
    # not `logistic`, which rounds a belief of 1e-17 to zero: long wars make beliefs that small
    return 1 / (1 + exp(-(logit(belief_weak) + from_wins + from_losses)))


def log_odds_drift(odds_if_weak: Number, odds_if_strong: Number) -> Number:
    """Return the mean step of the log odds per battle when the foe is in truth strong.

        drift = - (odds_if_strong * log(odds_if_strong / odds_if_weak)
                   + (1 - odds_if_strong) * log((1 - odds_if_strong) / (1 - odds_if_weak)))

    odds_if_weak, odds_if_strong    strictly between 0 and 1

    Never positive: it is minus the information in one battle (Kullback-Leibler).
    Sources: slantchev2003 for the claim that fighting informs (claims read); derived here.

    >>> round(log_odds_drift(odds_if_weak=0.7, odds_if_strong=0.45), 5)
    -0.13455
    """
    return log_odds_step(odds_if_strong, odds_if_weak, odds_if_strong)
