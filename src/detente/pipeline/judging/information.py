"""The value of information: how much knowing one parameter would help to call a claim.

A claim holds in some draws and not in others. Without more knowledge the best call is the commoner
answer, right with chance max(p, 1 - p). Who knew one parameter would call by the share of holding draws
near its value, and be right with chance E[max(p(x), 1 - p(x))]. The gain is the expected value of
(partially) perfect information about that parameter, for a stake of one right call (Raiffa and Schlaifer
1961), here by binning the draws (Strong and Oakley 2013). Draws are called by the other draws of their
bin only: bins that were allowed to call their own draws would find worth in pure noise.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from detente.pipeline.judging.channels import shuffles

FOLDS = 5
SHUFFLES = 40
PER_BIN = 40  # draws: enough for a bin's call to be right where it matters, few enough to see a threshold
FEWEST_BINS, MOST_BINS = 2, 20


def worth_of_knowing(z: np.ndarray, holds: np.ndarray) -> np.ndarray:
    """Return the worth of each parameter in percentage points of calling rightly, (parameter,), >= 0.

    `z`: (parameter, draw), the parameter or any increasing function of it. `holds`: (draw,).
    """
    truth = np.asarray(holds, dtype=bool)
    return np.maximum(_gain(_bins(z), truth[None]), 0.0)[0]


def most_worth_knowing(
    names: Sequence[str], z: np.ndarray, holds: np.ndarray, seed: int = 0
) -> tuple[str, float]:
    """Return the parameter whose value would settle most, and its worth in percentage points.

    With many parameters the best of them looks worth something by chance alone. The draws' answers are
    shuffled to see how much, and a best that does not exceed the best of nineteen in twenty shuffles is
    no finding: ("", 0.0). Shapes as in `worth_of_knowing`.
    """
    truth = np.asarray(holds, dtype=bool)
    if truth.all() or not truth.any() or not len(z):
        return "", 0.0
    bins = _bins(z)
    orders = shuffles(seed, "worth-by-chance", SHUFFLES, truth.size)
    by_chance = np.quantile(_gain(bins, truth[orders]).max(axis=1), 0.95)
    worth = worth_of_knowing(z, truth)
    best = int(np.argmax(worth))
    return (names[best], float(worth[best])) if worth[best] > max(by_chance, 0.0) else ("", 0.0)


def _bins(z: np.ndarray) -> np.ndarray:
    """Return the bin of each draw, equally many draws to a bin, (parameter, draw)."""
    draws = z.shape[1]
    count = int(np.clip(draws // PER_BIN, FEWEST_BINS, MOST_BINS))
    ranks = np.argsort(np.argsort(z, axis=1, kind="stable"), axis=1, kind="stable")
    return ranks * count // max(draws, 1)


def _gain(bins: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Return the gain in right calls for many rows of answers, in percentage points, (answers, parameter)."""
    draws = answers.shape[1]
    if not draws or not len(bins):
        return np.zeros((len(answers), len(bins)))
    alone = _right_calls(np.zeros((1, draws), dtype=int), answers)
    return 100.0 * (_right_calls(bins, answers) - alone).T / draws


def _right_calls(bins: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Return how many draws the other folds of their bin call rightly, (parameter, answers)."""
    count, draws = bins.shape
    most = int(bins.max()) + 1
    cells = (np.arange(count)[:, None] * most + bins) * FOLDS + np.arange(draws) % FOLDS
    places = (cells.ravel(), np.tile(np.arange(draws), count))
    members = csr_array((np.ones(cells.size), places), shape=(count * most * FOLDS, draws))
    shape = (count, most, FOLDS, -1)
    holding = (members @ answers.T.astype(np.float64)).reshape(shape)
    failing = members.sum(axis=1).reshape(shape) - holding
    lead = (holding - failing).sum(axis=2, keepdims=True) - (holding - failing)
    calls = np.where(lead > 0, holding, np.where(lead < 0, failing, (holding + failing) / 2))
    return calls.sum(axis=(1, 2))
