"""Calibration: what a class of wars leaves of a theory's numbers, and how well it foretells each of them.

A theory is fitted to all wars of the class (`fitting`), the posterior is held to the moments that the record
of single wars says nothing of (`moments`), and as many draws are kept as the engine has room for. Each war is
also foretold from the others, so that theories can be weighed by what they knew beforehand.
"""

from dataclasses import dataclass, replace

import pandas as pd

from detente.evidence.backtest.theories import Forecaster
from detente.evidence.backtest.weights import SCORE, foretold_from_others
from detente.evidence.courses import Courses, Living
from detente.evidence.fitting import Fit, fitted
from detente.evidence.likelihood import wars_of
from detente.evidence.moments.beside import beside
from detente.evidence.moments.catalogue import targets
from detente.evidence.moments.checks import checked, predicted
from detente.evidence.moments.history import history_of
from detente.evidence.moments.terms import moment_terms, reweighted
from detente.evidence.reference_classes import ReferenceClass
from detente.evidence.situations import grid_of, places_of
from detente.vocabulary import Theory
from detente.vocabulary.posterior import ROWS

DRAWS = 1024  # of laws: most of them count once, so that rows of a posterior differ
PROPOSALS = 32  # of the class's numbers for each draw of laws
WIDE = 8192  # draws of the fit before moments choose among them


@dataclass(frozen=True, eq=False)
class Calibration:
    """A theory fitted to all wars of a class.

    by_record  the fit to the record of wars alone
    fit        the same held to target moments: ROWS draws of equal weight
    moments    a row a target moment, as `moments.checks.checked`
    untold     kinds of moment that the record cannot tell, with the reason
    foretold   a row a war and landmark: `war` (place in the table), `lasted` (months), `told` (minus the log
               of the probability given to what happened, all other wars known)
    """

    theory: Theory
    lived: Courses
    by_record: Fit
    fit: Fit
    moments: pd.DataFrame
    untold: dict[str, str]
    foretold: pd.DataFrame


def calibrated(
    theory: Theory, reference: ReferenceClass, wars: pd.DataFrame, living: Living, seed: int = 0
) -> Calibration:
    """Fit a theory to the wars of a table, all of one class.

    Raises:
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    situations, wide = grid_of(wars), replace(living, draws=DRAWS)
    happened = wars_of(wars, places_of(wars).among(situations), living.months)
    lived, by_record = fitted(theory, situations, happened, wide, seed, WIDE, PROPOSALS)
    asked = targets(theory, history_of(reference, wars, situations, living.months))
    more = beside(theory, lived, wide)
    told = predicted(lived, by_record, asked.moments, more)
    found = reweighted(by_record, moment_terms(asked.moments, told, WIDE), ROWS, seed)
    points = foretold_from_others(Forecaster(theory, wars, lived, found, found.evenness)).points
    return Calibration(
        theory,
        lived,
        by_record,
        found,
        checked(asked.moments, predicted(lived, found, asked.moments, more)),
        dict(asked.untold),
        points[["war", "lasted", SCORE]].dropna(),
    )
