"""Two runs side by side as the document of the JSON interface."""

from collections.abc import Mapping, Sequence
from typing import Any

from detente.faces.web.comparing import NAMES, Stored, effect_lines, survival_fans
from detente.faces.web.differing import Row, fields_that_differ, question_that_differs
from detente.faces.web.documents_results import CourseBeside, Differs, EffectBeside, QuestionBeside
from detente.faces.web.stored import manifest_of, results_of
from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_numbers import QUANTILE_NAMES

ENDS = ("low90", "low50", "median", "high50", "high90")  # as QUANTILE_NAMES has them, from low to high


def compared(pair: Sequence[Stored]) -> Mapping[str, Any]:
    """Return what two runs change, how long their wars last, and in what their questions differ.

    Raises:
        BrokenStore: one of them has no results, or no table of its effects.
    """
    asked = question_that_differs(*(one.provenance for one in pair))
    fields = fields_that_differ(*(manifest_of(one.folder).scenario_text for one in pair))
    return {
        "effects": _effects(pair),
        "survival": _survival(pair),
        "asked": [_differs(row) for row in asked],
        "fields": [_differs(row) for row in fields],
    }


def quantiles(values: Any) -> dict[str, list[float]]:
    """Return quantiles of shape (5, months) by the names that documents give them."""
    assert len(ENDS) == len(QUANTILE_NAMES)
    return dict(zip(ENDS, values.tolist(), strict=True))


def _effects(pair: Sequence[Stored]) -> list[QuestionBeside]:
    if any(len(one.worlds) < len(NAMES) for one in pair):
        return []
    asked = [numbers.questions(results_of(one.folder)) for one in pair]
    return [
        QuestionBeside(
            key=both[0].key,
            title=both[0].title,
            unit=both[0].unit_short,
            by=[one.by for one in both],
            effects=[
                EffectBeside.model_validate({"theory": theory, "run": run, **values})
                for theory, run, values in effect_lines(pair, both)
            ],
        )
        for both in zip(*asked, strict=True)
    ]


def _survival(pair: Sequence[Stored]) -> list[CourseBeside]:
    found = []
    for theory, run, world, fan in survival_fans(pair):
        months, values = fan.arrays
        told = {"theory": theory, "run": run, "world": world, "months": months.tolist()}
        found.append(CourseBeside.model_validate(told | quantiles(values)))
    return found


def _differs(row: Row) -> Differs:
    what, first, second = row
    return Differs(what=what, first=first, second=second)
