"""A made-up file of wars in the form of `war-episodes`, for tests of what is done with records."""

import numpy as np
import pandas as pd

from detente.evidence.numbers import uniforms

COLUMNS = (
    *("id", "source", "war_type", "name", "side_A", "side_B", "start", "end", "duration_days", "censored"),
    *("outcome_class", "deaths", "cinc_share_A", "joiners", "first_join_days"),
)
ENDS = ("negotiated", "victory_A", "victory_B", "low_activity")


def wars(kind: str, number: int, first: int, last: int, mean: float = 500.0, seed: int = 1) -> pd.DataFrame:
    """Wars of one kind of a constant hazard, begun evenly from one year to another, half of them uneven."""
    luck = uniforms(seed, f"made-up {kind}", number, 3)
    begins = pd.Timestamp(first, 1, 1) + pd.to_timedelta(
        np.arange(number) * 365.25 * (last - first) / number, unit="D"
    )
    days = np.ceil(-np.log(luck[:, 0]) * mean).astype(int)
    rows = {
        "id": [f"{kind}-{at}" for at in range(number)],
        "source": "made up",
        "war_type": kind,
        "name": "a war",
        "side_A": "A",
        "side_B": "B",
        "start": begins.strftime("%Y-%m-%d"),
        "end": (begins.normalize() + pd.to_timedelta(days - 1, unit="D")).strftime("%Y-%m-%d"),
        "duration_days": days,
        "censored": 0,
        "outcome_class": [ENDS[int(x * len(ENDS))] for x in luck[:, 1]],
        "deaths": 2000,
        "cinc_share_A": np.where(luck[:, 2] < 0.5, 0.2, 0.8),
        "joiners": 0,
        "first_join_days": np.nan,
    }
    return pd.DataFrame(rows, columns=list(COLUMNS))


def record() -> pd.DataFrame:
    """As many wars as the file must have: 90 civil ones, 24 between states, the rest outside a state."""
    return pd.concat(
        [
            wars("civil_central", 90, 1920, 2000),
            wars("interstate", 24, 1900, 2000),
            wars("extrastate", 300, 1816, 1940),
        ],
        ignore_index=True,
    )
