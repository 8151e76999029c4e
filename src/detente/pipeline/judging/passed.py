"""What is said of an effect of a run that was taken apart, in numbers."""

from dataclasses import dataclass

from detente.pipeline.judging.verdict import Channel


@dataclass(frozen=True)
class Passed:
    """One world's mean effect on one outcome under one theory, in the outcome's unit, and its channels.

    draws   on which it rests;  error   Monte Carlo error of the mean
    """

    theory: str
    world: str
    what: str
    by: float
    mean: float
    error: float
    draws: int
    channels: tuple[Channel, ...]
