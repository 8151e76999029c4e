"""Public support in war: casualties, rallies, and what a change between two surveys is worth."""

from math import erfc

from detente.vocabulary.maths import Number, exp, log, log10, sqrt


def mueller_support(level: Number, slope: Number, casualties: Number) -> Number:
    """Return support that falls with the logarithm of all casualties so far.

        support = level - slope * log10(casualties)

    level         support at one casualty, percentage points
    slope         points lost for each tenfold rise
    casualties    cumulative own casualties, persons

    Valid for casualties >= 1. Rivals hold that expected success or elite cues leave casualties little weight.
    Source: mueller1971 (the functional form read in an extract; no size of the slope).

    >>> mueller_support(level=90.0, slope=15.0, casualties=10_000.0)
    30.0
    """
    return level - slope * log10(casualties)


def mueller_marginal_effect(slope: Number, casualties: Number) -> Number:
    """Return the points of support lost with one more casualty (a negative number).

        effect = - slope / (log(10) * casualties)

    Symbols, units and domain as in `mueller_support`. Source: mueller1971 (derivative taken here).

    >>> round(mueller_marginal_effect(slope=15.0, casualties=10_000.0), 6)
    -0.000651
    """
    return -slope / (log(10.0) * casualties)


def gartner_segura_support(
    level: Number, cumulative_slope: Number, recent_slope: Number, casualties: Number, recent: Number
) -> Number:
    """Return support that falls with all casualties so far and again with the latest ones.

        support = level - cumulative_slope * log10(casualties) - recent_slope * log10(recent)

    level               support at one casualty, percentage points
    cumulative_slope    points lost for each tenfold rise of all casualties
    recent_slope        points lost for each tenfold rise of the latest period's casualties
    casualties          cumulative own casualties, persons
    recent              own casualties of the latest period, persons

    Valid for casualties >= 1 and recent >= 1. Source: gartnersegura1998 (not opened).

    >>> gartner_segura_support(90.0, 12.0, 3.0, casualties=10_000.0, recent=100.0)
    36.0
    """
    return mueller_support(level, cumulative_slope, casualties) - recent_slope * log10(recent)


def rally(base: Number, jump: Number, time: Number, decay_time: Number) -> Number:
    """Return support at `time` after a rally that fades exponentially.

        support = base + jump * exp(-time / decay_time)

    base          support without the rally, percentage points
    jump          rise at time zero, percentage points
    time          since the shock
    decay_time    until about a third of the rise is left, same unit of time

    Valid for time >= 0. The average rally over many disputes is near zero: the sign of `jump` is open.
    Source: bakeroneal2001 (claims read); the exponential form is assumed here.

    >>> rally(base=57.0, jump=12.0, time=0.0, decay_time=236.7)
    69.0
    """
    return base + jump * exp(-time / decay_time)


def rally_decay_time(jump: Number, jump_left: Number, elapsed: Number) -> Number:
    """Return the decay time implied by a rise that shrank from `jump` to `jump_left`.

        decay_time = elapsed / log(jump / jump_left)

    jump, jump_left    rise above the base at two dates, percentage points
    elapsed            time between the dates

    Valid for jump > jump_left > 0. The base is a judgement, and the result depends on it.
    Source: arithmetic on `rally`.

    >>> round(rally_decay_time(jump=12.0, jump_left=4.0, elapsed=260.0), 2)
    236.66
    """
    return elapsed / log(jump / jump_left)


def half_life(decay_time: Number) -> Number:
    """Return the time until half of an exponentially fading rise is left.

        half_life = decay_time * log(2)

    decay_time    until about a third is left, any unit of time. Source: arithmetic on `rally`.

    >>> round(half_life(236.66), 2)
    164.04
    """
    return decay_time * log(2.0)


def survey_change_z(
    share_before: Number,
    count_before: Number,
    share_after: Number,
    count_after: Number,
    design_effect: Number,
) -> Number:
    """Return the z value of a change of share between two independent surveys.

        variance = share_before * (1 - share_before) / count_before  +  the same after
        z        = (share_after - share_before) / sqrt(design_effect * variance)

    share_before, share_after    0..1
    count_before, count_after    respondents
    design_effect                by how much the sampling design inflates the variance (1 = simple random)

    Valid for large counts and shares away from 0 and 1. A change is not an effect: other things
    happened between the surveys.
    Source: standard two-sample test.

    >>> round(survey_change_z(0.50, 1000.0, 0.55, 1000.0, design_effect=1.0), 3)
    2.242
    """
    variance_before = share_before * (1 - share_before) / count_before
    variance_after = share_after * (1 - share_after) / count_after
    return (share_after - share_before) / sqrt(design_effect * (variance_before + variance_after))


def two_sided_p_value(z: float) -> float:
    """Return the chance of a |z| at least this large under the standard normal law. Analysis only.

        p = erfc(|z| / sqrt(2))

    z    any real number. Source: standard normal law.

    >>> round(two_sided_p_value(1.96), 3)
    0.05
    """
    return erfc(abs(z) / 2**0.5)
