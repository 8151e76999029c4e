"""Leaders at war: when a losing one gambles on, and how likely one is to lose office."""

from detente.vocabulary.maths import Number, exp, logistic, logit, power


def gamble_threshold(
    victory_value: Number, disaster_loss: Number, modest_loss: Number, fighting_cost: Number
) -> Number:
    """Return the odds of a late victory above which a losing leader fights on.

        threshold = (disaster_loss - modest_loss + fighting_cost) / (victory_value + disaster_loss)

    victory_value    what victory is worth to the leader
    disaster_loss    what total defeat costs the leader, same unit, positive
    modest_loss      what settling on bad terms costs the leader, same unit, positive
    fighting_cost    of fighting on, same unit

    Valid for victory_value + disaster_loss > 0. A leader punished alike for a modest and a total loss
    gambles at long odds; one who is not held to blame (modest_loss near 0) settles.
    Sources: goemans2000, debsgoemans2010 (claims read); reduced form, derived here.

    >>> round(gamble_threshold(1.0, disaster_loss=2.0, modest_loss=1.0, fighting_cost=0.5), 6)
    0.5
    """
    return (disaster_loss - modest_loss + fighting_cost) / (victory_value + disaster_loss)


def gamble_gain(
    odds: Number, victory_value: Number, disaster_loss: Number, modest_loss: Number, fighting_cost: Number
) -> Number:
    """Return what a losing leader gains by fighting on instead of settling on bad terms.

        gain = odds * victory_value - (1 - odds) * disaster_loss - fighting_cost + modest_loss

    odds        probability of a late victory, 0..1
    the rest    as in `gamble_threshold`, at which the gain is zero

    Domain and sources as there.

    >>> gamble_gain(0.5, 1.0, disaster_loss=2.0, modest_loss=1.0, fighting_cost=0.5)
    0.0
    """
    return odds * victory_value - (1 - odds) * disaster_loss - fighting_cost + modest_loss


def exit_hazard(base_hazard: Number, shift: Number) -> Number:
    """Return the probability of losing office in one period.

        hazard = logistic(logit(base_hazard) + shift)

    base_hazard    probability in the reference situation, strictly between 0 and 1
    shift          sum of log odds ratios: unpopularity, defeat, outside pressure

    Valid for any shift. Whether outside pressure shortens tenure is disputed.
    Sources: marinov2005 (+), licht2015 (about nil), signs only (claims read); the logit form is standard.

    >>> round(exit_hazard(base_hazard=0.5, shift=0.0), 6)
    0.5
    """
    return logistic(logit(base_hazard) + shift)


def odds_ratio(shift: Number) -> Number:
    """Return by what factor a shift multiplies the odds of losing office.

        ratio = exp(shift)

    shift    log odds ratio. Source: standard logit.

    >>> odds_ratio(0.0)
    1.0
    """
    return exp(shift)


def tenure_survival(hazard: Number, periods: Number) -> Number:
    """Return the probability of still being in office after some periods.

        survival = (1 - hazard)**periods

    hazard     probability of losing office in one period, constant
    periods    number of periods. Source: standard discrete-time survival.

    >>> tenure_survival(hazard=0.5, periods=2.0)
    0.25
    """
    return power(1 - hazard, periods)


def expected_tenure(hazard: Number) -> Number:
    """Return the mean number of periods until office is lost, the last one included.

        tenure = 1 / hazard

    hazard    probability of losing office in one period, constant. Source: standard.

    >>> expected_tenure(0.25)
    4.0
    """
    return 1 / hazard
