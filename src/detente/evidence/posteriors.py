"""Posteriors as files: what a fit leaves of a theory's numbers, small enough to come with detente.

A file holds ROWS draws of equal weight. Of each draw it has the seven numbers of the class as they are (rates
a month, evenness, power, first month) and the number of the draw of the theory's laws that goes with them:
laws are not written out, since the engine's named streams give them again from the seed. The file says which
theory, by a digest of its equations and priors, and which record, by a digest of its wars; a theory that has
changed since has no use for it.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from detente.evidence.courses import Courses
from detente.evidence.fitting import Fit
from detente.evidence.likelihood import RATES, SHAPE
from detente.pipeline.luck import normal, stream_keys, threefry, uniform
from detente.vocabulary import LogNormal, Number, Posterior, Prior, Share, Theory, about, title
from detente.vocabulary.errors import BrokenStore
from detente.vocabulary.posterior import ROWS

SCHEMA = "detente/posterior-2"
OWN = "baseline"  # the cause whose numbers are fitted as such
NUMBERS = (*RATES, *SHAPE)
CLEAR = 3.5  # standard errors by which the mean of a law is off its prior's, or its spread, before it is told
DIGITS = 5
KEYS = frozenset({"schema", "theory", "class", "theory_sha256", "made", "seed", "moved", "rows"})


def document_of(
    theory: Theory, lived: Courses, found: Fit, seed: int, made: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what is written of a fit; `made` holds class, digests and what a reader wants to know of it."""
    kept = np.argsort(_words(seed, ["order of rows"], np.arange(len(found.law)))[0], kind="stable")[:ROWS]
    centres = np.array([_prior(theory, f"{OWN}.{name}").median for name in RATES])
    rates = centres * np.exp(found.intercept[kept])
    numbers = np.column_stack([rates, *(x[kept] for x in found.shape)])
    rows = [[int(law), *(_short(x) for x in row)] for law, row in zip(found.law[kept], numbers, strict=True)]
    return {
        "schema": SCHEMA,
        "theory": theory.name,
        **made,
        "seed": lived.seed,
        "moved": dict(lived.moved),
        "told": told(lived, found),
        "columns": ["draw of the laws", *(f"{OWN}.{name}" for name in NUMBERS)],
        "rows": rows,
    }


def posterior_of(document: Mapping[str, Any], theory: Theory, digest: str = "") -> Posterior:
    """Return the posterior that a file holds.

    Raises:
        BrokenStore: the file is no posterior of this theory.
    """
    rows = np.array(document.get("rows", []), dtype=np.float64)
    if document.get("schema") != SCHEMA or rows.shape != (ROWS, 1 + len(NUMBERS)):
        raise BrokenStore(f"this is no posterior of {theory.name}: run 'detente calibrate' again")
    law = rows[:, 0].astype(np.uint32)
    own = {
        f"{OWN}.{name}": _scores(_prior(theory, f"{OWN}.{name}"), rows[:, 1 + at])
        for at, name in enumerate(NUMBERS)
    }
    return Posterior(
        record=str(document["class"]),
        scores={**_laws(theory, int(document["seed"]), document["moved"], law), **own},
        places=_places(theory, int(document["seed"]), law),
        told=frozenset({*own, *document["told"]}),
        digest=digest,
        **_standing(document),
    )


def _standing(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return how much a posterior is worth, as its file says."""
    moments = document.get("moments", [])
    return {
        "wars": int(document["record"]["wars"]),
        "trusted": bool(document["fit"]["trusted"]),
        "missed": tuple(row["title"] for row in moments if not row["inside"]),
        "checked": len(moments),
    }


def told(lived: Courses, found: Fit) -> dict[str, list[float]]:
    """Return the laws of which the record says something: mean and standard deviation of their scores.

    A law counts where its mean, or its spread, is clearly not the prior's, given how many different draws of
    laws the posterior rests on.
    """
    draws, counts = np.unique(found.law, return_counts=True)
    worth = counts.sum() ** 2 / (counts.astype(float) ** 2).sum()
    z = lived.normal[:, draws]
    mean = z @ counts / counts.sum()
    spread = np.sqrt(np.maximum((z**2) @ counts / counts.sum() - mean**2, 0.0))
    clear = np.abs(mean) * math.sqrt(worth) > CLEAR
    clear |= np.abs(spread - 1.0) * math.sqrt(2 * worth) > CLEAR
    return {lived.names[i]: [_short(mean[i]), _short(spread[i])] for i in np.flatnonzero(clear)}


def _laws(theory: Theory, seed: int, moved: Mapping[str, float], law: np.ndarray) -> dict[str, np.ndarray]:
    """Return by parameter the scores that the draws of laws were made of."""
    names = [
        f"{title(cause)}.{name}" for cause in theory.causes if title(cause) != OWN for name in about(cause)
    ]
    drawn = np.asarray(normal(_words(seed, [f"parameter:{name}" for name in names], law)))
    return {n: row + np.float32(moved.get(n, 0.0)) for n, row in zip(names, drawn, strict=True)}


def _places(theory: Theory, seed: int, law: np.ndarray) -> dict[str, np.ndarray]:
    questions = list(dict.fromkeys(cause.answers or title(cause) for cause in theory.causes))
    drawn = np.asarray(uniform(_words(seed, [f"choice:{one}" for one in questions], law)))
    return dict(zip(questions, drawn, strict=True))


def _words(seed: int, names: Sequence[str], draw: np.ndarray) -> np.ndarray:
    """Return (name, draw) the words that the engine's streams give to these draws."""
    keys = stream_keys(seed, tuple(names))
    counter = np.broadcast_to(draw.astype(np.uint32), (len(names), len(draw)))
    return threefry((keys[:, :1] + 0 * counter, keys[:, 1:] + 0 * counter), (counter, 0 * counter))[0]


def _prior(theory: Theory, name: str) -> Prior:
    cause = next(cause for cause in theory.causes if title(cause) == OWN)
    prior = theory.priors.get(name, about(cause)[name.split(".")[1]].prior)
    assert prior is not None  # every parameter is declared with one
    return prior


def _scores(prior: Prior, values: np.ndarray) -> np.ndarray:
    """Return the standard normal numbers at which a prior takes these values.

    >>> _scores(LogNormal(0.5, 2.0), np.array([0.5, 1.0])).tolist()
    [0.0, 1.0]
    """
    if isinstance(prior, LogNormal):
        return np.asarray(np.log(values / prior.center) / math.log(prior.spread))
    if isinstance(prior, Share):
        return np.asarray((_logit(values) - _logit(prior.center)) / math.log(prior.spread))
    raise ValueError(f"a fitted number has a prior of another form: {prior}")


def _logit(share: Number) -> Number:
    return np.log(share) - np.log1p(-share)


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
