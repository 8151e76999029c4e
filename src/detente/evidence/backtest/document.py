"""From what came of a backtest to the plain data of its report, to JSON and to rows of a table."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import pandas as pd

from detente.evidence.backtest.baselines import BASELINES, REFERENCE
from detente.evidence.backtest.card import ScoreCard
from detente.evidence.backtest.report import (
    Against,
    Backtest,
    Bin,
    ClassCard,
    Counted,
    DatasetRead,
    FitQuality,
    Kind,
    Predictor,
    Score,
    Verdict,
    Weight,
)
from detente.evidence.backtest.scores import SCORES
from detente.evidence.backtest.tested import SYNTHESIS, ClassResult
from detente.pipeline.audit_exports import plain
from detente.pipeline.audit_schema import shape
from detente.pipeline.scenario_form import DIALECT

SCHEMA = "detente/backtest-1"
COLUMNS = (
    *("class", "prediction", "kind", "score", "lasted", "value", "low", "high"),
    *("ratio", "ratio_low", "ratio_high", "wars", "rows"),
)


def class_card(result: ClassResult, records: Sequence[DatasetRead]) -> ClassCard:
    """Return what came of one class."""
    card, reference = result.card, result.reference
    return ClassCard(
        name=reference.name,
        title=reference.title,
        before=card.split.before,
        until=card.split.until,
        train=len(card.split.train),
        test=len(card.split.test),
        shows_skill=card.shows_skill,
        caveats=result.caveats,
        sentences=result.sentences,
        losing=card.losing,
        better=card.better,
        predictors=tuple(_predictor(name, result) for name in card.points),
        against=tuple(
            Against(str(name), str(score), *(float(x) for x in row))
            for (name, score), row in zip(result.against.index, result.against.to_numpy(), strict=True)
        ),
        counted=tuple(
            Counted(int(lasted), *(int(x) for x in row))
            for lasted, row in zip(card.left_out.index, card.left_out.to_numpy(), strict=True)
        ),
        records=tuple(records),
        cite=reference.cite,
    )


def document(backtest: Backtest) -> dict[str, Any]:
    """Return the JSON document `detente/backtest-1`; a number that is not finite is null."""
    return {"schema": SCHEMA, **plain(backtest)}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of `detente/backtest-1`, read off the data it is made of."""
    inside = shape(Backtest)
    parts = {"schema": {"const": SCHEMA}, **inside["properties"]}
    whole = inside | {"properties": parts, "required": list(parts)}
    return {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':')}", "title": SCHEMA, **whole}


def score_rows(backtest: Backtest) -> list[dict[str, object]]:
    """Return a row a class, predictor, score and time lasted, in the columns of COLUMNS."""
    return [
        {
            **{"class": card.name, "prediction": one.name, "kind": one.kind},
            **{entry.name: getattr(score, entry.name) for entry in fields(Score)},
        }
        for card in backtest.classes
        for one in card.predictors
        for score in one.scores
    ]


def _predictor(name: str, result: ClassResult) -> Predictor:
    card = result.card
    weight = fit = None
    if name in result.weights.index:
        weight = Weight(*(float(x) for x in result.weights.loc[name, ["weight", "low", "high"]]))
        told = result.fits.loc[name]
        fit = FitQuality(
            float(told["tail"]),
            bool(told["trusted"]),
            float(told["effective"]),
            float(told["evidence"]),
            int(told["unsteady"]),
        )
    kind: Kind = "synthesis" if name == SYNTHESIS else "base rate" if name in BASELINES else "theory"
    return Predictor(name, kind, _verdict(name, card), weight, fit, _scores(name, card), _bins(name, card))


def _verdict(name: str, card: ScoreCard) -> Verdict:
    if name == REFERENCE:
        return "reference"
    return "loses" if name in card.losing else "better" if name in card.better else "level"


def _scores(name: str, card: ScoreCard) -> tuple[Score, ...]:
    whole = [_score(score, None, card.overall.loc[(name, score)]) for score in SCORES]
    parts = [
        _score(score, int(lasted), card.by_landmark.loc[(name, score, lasted)])
        for score in SCORES
        for lasted in card.left_out.index
    ]
    return (*whole, *parts)


def _score(score: str, lasted: int | None, row: pd.Series) -> Score:
    numbers = [float(row[name]) for name in ("value", "low", "high", "ratio", "ratio_low", "ratio_high")]
    return Score(score, lasted, *numbers, wars=int(row["wars"]), rows=int(row["rows"]))


def _bins(name: str, card: ScoreCard) -> tuple[Bin, ...]:
    rows = card.calibration.loc[name].reset_index()
    return tuple(
        Bin(
            int(row["lasted"]),
            int(row["wars"]),
            *(float(row[key]) for key in ("predicted", "observed", "low", "high")),
        )
        for row in rows.to_dict("records")
    )
