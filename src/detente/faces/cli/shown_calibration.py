"""What a calibration shows at the terminal, and as a JSON document."""

import textwrap
from typing import Any

from rich.text import Text

from detente.faces.calibrations import CalibrationAnswer, ClassCalibrated
from detente.faces.cli.screen import rows, table
from detente.pipeline.brief_words import percent

WIDTH = 96  # characters of a sentence's line
READING = (
    "k: shape of the upper tail of the importance weights; above 0.7 a fit cannot be trusted. Moments: "
    "target moments that the fitted theory reproduces. Learned: laws of the theory of which the record says "
    "something. Weight: what its forecasts of each war from all others add to a mixture of the theories, "
    "with its 95% interval."
)


def calibration_screen(found: CalibrationAnswer) -> list[object]:
    """Return a calibration for the terminal."""
    page: list[object] = []
    for one in found.classes:
        page += [*_of_class(one), ""]
    page += textwrap.wrap(READING, WIDTH)
    page += [line for said in found.remarks for line in textwrap.wrap(f"note: {said}", WIDTH)]
    return [*page, "", *(f"Posteriors  {one.folder}" for one in found.classes)]


def _of_class(one: ClassCalibrated) -> list[object]:
    kept = [name for name in one.theories if name not in one.fresh]
    said = f"{one.wars} wars. Fitted now: {len(one.fresh)}; still good from before: {len(kept)}."
    made = table(
        [
            "Theory",
            ("k", "right"),
            ("Moments", "right"),
            ("Learned", "right"),
            ("Log evidence", "right"),
            "Weight",
        ]
    )
    lines = [_row(name, says, one.weights.get(name)) for name, says in one.theories.items()]
    missed = [
        line
        for name, says in one.theories.items()
        for line in [", ".join(row["title"] for row in says.get("moments", []) if not row["inside"])]
        if line
        for line in textwrap.wrap(f"{name} misses: {line}", WIDTH, subsequent_indent="  ")
    ]
    title = Text(f"{one.reference.name}: {one.reference.title}", "bold")
    return [title, said, "", rows(made, lines), *(["", *missed] if missed else [])]


def _row(name: str, says: Any, weight: Any) -> tuple[str, ...]:
    fit, moments = says["fit"], says.get("moments", [])
    k = "" if fit["pareto_k"] is None else f"{fit['pareto_k']:.2f}{'' if fit['trusted'] else ' !'}"
    inside = f"{sum(row['inside'] for row in moments)} of {len(moments)}" if moments else ""
    told = (
        f"{percent(weight['weight'])} ({percent(weight['low'])} to {percent(weight['high'])})"
        if weight
        else ""
    )
    return name, k, inside, str(len(says["told"])), f"{fit['log_evidence']:.1f}", told


def calibration_document(found: CalibrationAnswer) -> dict[str, Any]:
    """Return a calibration as the JSON document `detente/calibration-1`."""
    return {
        "schema": "detente/calibration-1",
        "classes": [
            {
                "class": one.reference.name,
                "wars": one.wars,
                "fresh": list(one.fresh),
                "theories": {
                    name: {
                        key: says[key]
                        for key in ("theory_sha256", "record", "fit", "moments", "told", "moved")
                        if key in says
                    }
                    for name, says in one.theories.items()
                },
                "weights": {name: dict(row) for name, row in one.weights.items()},
                "folder": str(one.folder),
            }
            for one in found.classes
        ],
        "remarks": list(found.remarks),
    }
