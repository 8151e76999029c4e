"""What several forms refuse in the numbers they are given, each with a ValueError that says what is wrong."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from detente.pipeline.forms.deeds import DOSE
from detente.pipeline.forms.form import World


def check_direction(sign: int, allowed: tuple[int, ...] = (-1, 1)) -> None:
    """Refuse a sign that is none, with a ValueError."""
    if sign not in allowed:
        raise ValueError(f"the sign is {sign}; it must be one of {', '.join(map(str, allowed))}")


def check_smallest(smallest: float) -> None:
    """Refuse a smallest effect of interest below 0, with a ValueError."""
    if not 0 <= smallest < np.inf:
        raise ValueError(f"the smallest effect of interest is {smallest}; it must be 0 or more")


def check_at_least(share: float) -> None:
    """Refuse a share to be passed that no share can pass, or that says nothing, with a ValueError."""
    if not 0 <= share < 1:
        raise ValueError(f"at least {share} is claimed; it must be from 0 to below 1")


def check_doses(template: World, doses: Sequence[float], at_least: int) -> None:
    """Refuse too few doses, doses that do not rise, and deeds without a place for one, with a ValueError."""
    if len(doses) < at_least:
        raise ValueError(f"{len(doses)} doses are given; this form needs at least {at_least}")
    if any(low >= high for low, high in pairwise(doses)):
        raise ValueError(f"the doses are {', '.join(map(str, doses))}; each must be above the one before")
    if not any(DOSE in deed for deed in template):
        raise ValueError(f"no deed says {DOSE}: every dose would be the same")
