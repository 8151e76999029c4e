"""Self-exciting violence: each event makes others likelier for a while.

    intensity(t) = background + sum over past events of branching * decay * exp(-decay * age)

`branching` is the mean number of events that one event triggers directly.
"""

from detente.vocabulary.maths import Number, exp


def excitation(branching: Number, decay: Number, age: Number) -> Number:
    """Return what one past event adds to the intensity.

        excitation = branching * decay * exp(-decay * age)

    branching    mean number of events triggered directly by one event, 0..1
    decay        per unit of time
    age          time since the event, not negative

    Source: hawkes1971 (not opened; the standard exponential kernel).

    >>> excitation(branching=0.5, decay=0.2, age=0.0)
    0.1
    """
    return branching * decay * exp(-decay * age)


def stationary_rate(background: Number, branching: Number) -> Number:
    """Return the long-run number of events per unit of time.

        rate = background / (1 - branching)

    background    events per unit of time that nothing triggered
    branching     mean number of events triggered directly by one event; also the share of triggered events

    Valid for branching < 1; violence explodes at 1. Source: hawkes1971 (not opened; checked here).
    lewis2012 (abstract read) puts the share at up to 0.37-0.50 for one war: an upper bound.

    >>> stationary_rate(background=0.5, branching=0.5)
    1.0
    """
    return background / (1 - branching)


def cluster_size(branching: Number) -> Number:
    """Return the mean number of events in a cluster, the first one included.

        size = 1 / (1 - branching)

    Valid for branching < 1. Source: hawkes1971 (not opened; checked here).

    >>> cluster_size(0.5)
    2.0
    """
    return 1 / (1 - branching)


def extra_events(branching: Number) -> Number:
    """Return the mean number of further events that one event brings about, directly or not.

        extra = branching / (1 - branching)

    Valid for branching < 1. Source: hawkes1971 (not opened; checked here).

    >>> extra_events(0.5)
    1.0
    """
    return branching / (1 - branching)


def mean_response(branching: Number, decay: Number, time: Number) -> Number:
    """Return the mean extra intensity at `time` after one event, its descendants included.

        response = branching * decay * exp(-decay * (1 - branching) * time)

    Symbols as in `excitation`. The memory of a shock fades at decay * (1 - branching), more slowly
    than that of one event; the integral over time is `extra_events`.
    Source: hawkes1971 (not opened; derived here).

    >>> mean_response(branching=0.5, decay=0.2, time=0.0)
    0.1
    """
    return branching * decay * exp(-decay * (1 - branching) * time)


def dispersion(branching: Number) -> Number:
    """Return the variance of counts divided by their mean, over long windows (1 for a Poisson process).

        dispersion = 1 / (1 - branching)**2

    Valid for branching < 1 and windows long against the memory.
    Source: hawkes1971 (not opened; checked here).

    >>> dispersion(0.5)
    4.0
    """
    size = cluster_size(branching)
    return size * size
