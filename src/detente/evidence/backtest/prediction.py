"""Predictions: how likely each of some wars is still to go on, and to have ended how, month by month.

Whoever predicts, a base rate or a theory, says the same things, so all are scored alike. Months count from a
war's first day and have 365.25 / 12 days; a war is still going after m months if it lasts longer than that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HORIZON = 120  # months
MONTHS = np.arange(HORIZON + 1)
WAYS: Mapping[str, tuple[str, ...]] = {  # groups of endings, in the words of `episodes.ENDINGS`
    "negotiated": ("agreement", "ceasefire", "stalemate"),
    "victory": ("victory_a", "victory_b"),
    "other": ("low_activity", "actor_ceased", "transformed"),
}
GROUPS = tuple(WAYS)
NOT_CODED = -1  # place of a war in GROUPS that has not ended, or of which it is not coded how
ROUNDING = 1e-4  # single precision, cumulated over the months


@dataclass(frozen=True, eq=False)
class Prediction:
    """What was predicted of some wars on their first day.

    name       who predicts
    going      (war, month) probability that the war is still going m months after its first day, m = 0..120
    incidence  (war, group, month) probability that it has ended by then in the way of each of GROUPS

    Raises:
        ValueError: a number is no probability, or they do not fit together.
    """

    name: str
    going: NDArray[np.floating]
    incidence: NDArray[np.floating]

    def __post_init__(self) -> None:
        """Check the numbers: a sum that is not 1 would be scored as if it were."""
        wars = len(self.going)
        if self.going.shape != (wars, HORIZON + 1):
            raise ValueError(f"{self.name}: `going` is (war, {HORIZON + 1} months), not {self.going.shape}")
        if self.incidence.shape != (wars, len(GROUPS), HORIZON + 1):
            raise ValueError(
                f"{self.name}: `incidence` is ({wars} wars, {len(GROUPS)} groups, {HORIZON + 1} months), "
                f"not {self.incidence.shape}"
            )
        broken = [rule for rule, holds in self._rules().items() if not holds]
        if broken:
            raise ValueError(f"{self.name}: " + "; ".join(broken))

    def __len__(self) -> int:
        """Return for how many wars."""
        return len(self.going)

    def _rules(self) -> dict[str, bool]:
        going, ended = self.going, self.incidence
        return {
            "a probability is not a number": bool(np.isfinite(going).all() and np.isfinite(ended).all()),
            "a war cannot have ended before its first day": bool(np.allclose(going[:, 0], 1, atol=ROUNDING)),
            "a chance of still going has to stay above 0 and may not rise": bool(
                (going > 0).all() and (np.diff(going, axis=1) <= ROUNDING).all()
            ),
            "a chance of having ended may not be negative or fall": bool(
                (ended >= -ROUNDING).all() and (np.diff(ended, axis=2) >= -ROUNDING).all()
            ),
            "chances of still going and of all ends have to add up to 1": bool(
                np.allclose(ended.sum(axis=1) + going, 1, atol=len(GROUPS) * ROUNDING)
            ),
        }


@dataclass(frozen=True, eq=False)
class Chances:
    """What is predicted of wars that have lasted for a while.

    ends  (war,) probability of ending within so many more months
    ways  (war, group) probability of ending within them in each way; adds up to `ends`
    """

    ends: NDArray[np.floating]
    ways: NDArray[np.floating]


def within(prediction: Prediction, lasted: int, months: int = 12) -> Chances:
    """Return what is predicted of wars still going after `lasted` months for the next `months`.

    Raises:
        ValueError: that reaches beyond the months predicted.
    """
    if lasted < 0 or months < 0 or lasted + months > HORIZON:
        raise ValueError(f"a prediction reaches from 0 to {HORIZON} months, not to {lasted} + {months}")
    alive = prediction.going[:, lasted].astype(float)
    ends = 1 - prediction.going[:, lasted + months] / alive
    steps = prediction.incidence[:, :, lasted + months] - prediction.incidence[:, :, lasted]
    ways = np.clip(steps, 0, None) / alive[:, None]
    total = ways.sum(axis=1)
    ends = np.clip(ends, 0, 1)
    scale = np.divide(ends, total, out=np.zeros_like(ends), where=total > 0)
    return Chances(ends, ways * scale[:, None])


def remaining(prediction: Prediction, lasted: int) -> NDArray[np.floating]:
    """Return (war, month) the chance of still going 0, 1, ... further months on, up to the horizon."""
    return prediction.going[:, lasted:] / prediction.going[:, [lasted]]


def mixture(
    name: str, predictions: Mapping[str, Prediction], weights: Mapping[str, float | NDArray[np.floating]]
) -> Prediction:
    """Return the weighted mean of several predictions of the same wars.

    weights    by the names of predictions: a number each, or one for each war; they need not add up to 1

    Raises:
        ValueError: for some war no weight is above 0, or one is below.
    """
    wars = len(next(iter(predictions.values())))
    each = {one: np.broadcast_to(np.asarray(weight, dtype=float), wars) for one, weight in weights.items()}
    total = np.sum(list(each.values()), axis=0)
    if (total <= 0).any() or any((weight < 0).any() for weight in each.values()):
        raise ValueError("weights of a mixture are not negative, and one at least is above 0")
    shares = {one: (weight / total)[:, None] for one, weight in each.items()}
    going = np.sum([share * predictions[one].going for one, share in shares.items()], axis=0)
    ways = np.sum([share[..., None] * predictions[one].incidence for one, share in shares.items()], axis=0)
    return Prediction(name, going, ways)


def places(endings: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return where in GROUPS each ending belongs, NOT_CODED where it is not coded how the war ended.

    >>> places(np.array(["ceasefire", "victory_b", "unknown", ""], dtype=object)).tolist()
    [0, 1, -1, -1]
    """
    place = {word: at for at, words in enumerate(WAYS.values()) for word in words}
    return np.array([place.get(word, NOT_CODED) for word in endings], dtype=np.int64)
