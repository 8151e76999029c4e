"""Stacking: the weights by which predictions are best mixed, those that make what happened most probable.

The weights are ArviZ's (Yao and others 2018), which takes log scores made out of sample war by war as well
as those it makes itself. Weights found on some wars flatter the mixture on the same wars. A mixture that is
to be scored takes weights that other wars gave: earlier ones, or other folds (`weights_from_others`).
"""

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from detente.evidence.backtest.scores import TAILS, resampled_wars
from detente.evidence.numbers import uniforms

WEIGHT_RESAMPLES, FOLDS = 200, 5
NEVER = -20.0  # log probability of what a prediction did not foresee at all


def log_probabilities(
    points: Mapping[str, pd.DataFrame], score: str = "ways_log"
) -> tuple[dict[str, NDArray[np.floating]], NDArray[np.int64]]:
    """Return by prediction the log of the probability given to what happened, and the war of each row."""
    told = next(iter(points.values()))[score].notna().to_numpy()
    logs = {name: -rows[score].to_numpy(float)[told] for name, rows in points.items()}
    return logs, next(iter(points.values()))["war"].to_numpy()[told]


def stacked(
    log_scores: Mapping[str, NDArray[np.floating]],
    war: NDArray[np.int64] | None = None,
    seed: int = 0,
    resamples: int = WEIGHT_RESAMPLES,
    alone: int = 0,
) -> pd.DataFrame:
    """Return the weights by which predictions are best mixed: `weight`, and `low` and `high` by bootstrap.

    log_scores   by name: (row,) log probability given to what happened, out of sample
    war          (row,) label of the war of each row, so that wars are resampled whole; each row its own war
                 where none is given
    alone        how many wars each prediction is given besides that it alone foresaw. With none, predictions
                 that say nearly the same share their weight by chance; with one, they share it evenly
                 (Laplace's rule of succession: the mode under a Dirichlet prior of 1 + `alone` for each).
                 They are drawn again with the others, so that intervals tell how little is known

    Raises:
        ValueError: predictions of different rows, or a log score that is not a number.
    """
    names, scores = list(log_scores), _matrix(log_scores)
    labels = np.arange(len(scores)) if war is None else np.unique(war, return_inverse=True)[1]
    further = np.repeat(np.where(np.eye(len(names)) > 0, 0.0, NEVER), alone, axis=0)
    labels = np.concatenate([labels, labels.max() + 1 + np.arange(len(further))])
    scores = np.concatenate([scores, further])
    found = [
        _weights(np.repeat(scores, count[labels], axis=0))
        for count in resampled_wars(int(labels.max()) + 1, seed, resamples)
    ]
    low, high = np.quantile(found, TAILS, axis=0)
    columns = {"weight": _weights(scores), "low": low, "high": high}
    return pd.DataFrame(columns, index=pd.Index(names, name="prediction"))


def weights_from_others(
    log_scores: Mapping[str, NDArray[np.floating]],
    war: NDArray[np.int64],
    wars: int,
    seed: int = 0,
    folds: int = FOLDS,
) -> dict[str, NDArray[np.floating]]:
    """Return by prediction (war,) the weight that it has for each war, found on the wars of other folds.

    war      (row,) place in the table of the war of each row
    wars     how many wars the table has
    """
    names, scores = list(log_scores), _matrix(log_scores)
    order = np.argsort(uniforms(seed, "folds of wars", wars, 1)[:, 0])
    fold = np.empty(wars, dtype=np.int64)
    fold[order] = np.arange(wars) % folds
    found = np.stack([_weights(scores[fold[war] != one]) for one in range(folds)])
    return {name: found[fold, at] for at, name in enumerate(names)}


def _matrix(log_scores: Mapping[str, NDArray[np.floating]]) -> NDArray[np.floating]:
    if len({len(one) for one in log_scores.values()}) != 1:
        raise ValueError("stacking needs log scores of the same wars from every prediction")
    scores = np.stack([np.asarray(one, dtype=float) for one in log_scores.values()], axis=1)
    if not len(scores) or not np.isfinite(scores).all():
        raise ValueError("stacking needs a log score, a finite number, of every war")
    return scores


def _weights(scores: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return ArviZ's stacking weights of (row, prediction) log scores; never negative, they add up to 1."""
    from arviz_stats import compare

    if scores.shape[1] == 1:
        return np.ones(1)
    if not len(scores):
        return np.full(scores.shape[1], 1 / scores.shape[1])
    with warnings.catch_warnings():
        # with many predictions it warns of choosing the best of them; none is chosen here
        warnings.simplefilter("ignore", UserWarning)
        table = compare({str(at): _elpd(column) for at, column in enumerate(scores.T)}, round_to="none")
    weights = np.clip([table.loc[str(at), "weight"] for at in range(scores.shape[1])], 0, None)
    return weights / weights.sum()


def _elpd(column: NDArray[np.floating]) -> Any:
    """Return log scores as ArviZ takes them; their number of parameters and Pareto k play no part here."""
    from arviz_stats import ELPDDataLOO
    from xarray import DataArray

    error = float(np.sqrt(len(column) * column.var()))
    return ELPDDataLOO(
        elpd=float(column.sum()),
        se=error,
        p=0.0,
        n_samples=1,
        n_data_points=len(column),
        scale="log",
        warning=False,
        good_k=1.0,
        elpd_i=DataArray(column, dims="war"),
    )
