"""What a run shows, as tables for the terminal and as a JSON document."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from detente.faces.beliefs import PRIOR
from detente.faces.cli.screen import in_browser, rows, table
from detente.faces.runs import PAGE, RESULTS, TABLE, Answer
from detente.pipeline import brief_numbers as numbers
from detente.pipeline.brief_numbers import Asked, Effect
from detente.pipeline.brief_words import between, count, percent, signed
from detente.pipeline.effects import SYNTHESIS, effect_table, synthesis, weights_of
from detente.vocabulary import Theory

READING = (
    "Both worlds of a draw share parameters and luck. The interval is what a theory’s uncertain numbers",
    "leave open. Draws: share with the sign of the median. Error: Monte Carlo error of the mean.",
)
STRIP = 25  # characters of the drawn interval; odd, so that zero has one of its own


def run_page(found: Answer) -> list[object]:
    """Return a run for the terminal."""
    told = found.results.attrs
    page: list[object] = [
        Text(found.scenario.title, "bold"),
        f"{count(int(told['draws']), 'draw')} of each theory, {told['lives']} lives a draw, "
        f"{told['months']} months, seed {told['seed']}",
        spoken_by(found.theories),
    ]
    for world in found.worlds[1:]:
        page += ["", Text(f"“{world}” set against “{found.worlds[0]}”", "bold")]
        for asked in numbers.questions(found.results):
            rivals = numbers.effects(found.results, world, asked)
            page += ["", _effects(asked, [*rivals, *numbers.together(found.results, world, asked)])]
    if len(found.worlds) == 1:
        page += ["", "This run has one world only: give a --do to ask what an act changes."]
    page += ["", *READING, "", f"Brief    {found.folder / PAGE}", f"Results  {found.folder / RESULTS}"]
    page += [f"Run      {found.identity}", in_browser(f"/runs/{found.identity}")]
    return [*page, "         found from an earlier run of the same question"] if found.found else page


def spoken_by(theories: Sequence[Theory]) -> str:
    """Return one line on what theories speak by."""
    fitted = [theory.posterior for theory in theories if theory.posterior]
    if not fitted:
        return "theories speak by their priors"
    short = [theory.name for theory in theories if not theory.posterior]
    but = f"; by their priors: {', '.join(short)} (no posterior fits them as they are now)" if short else ""
    return f"theories speak by what {fitted[0].wars} wars left of their priors ({fitted[0].record}){but}"


def _effects(asked: Asked, effects: list[Effect]) -> Table:
    reach = max(max(abs(e.low90), abs(e.high90)) for e in effects) or 1.0
    places = numbers.decimals(effects)
    ends = f"{signed(-reach, places)}{{}}{signed(reach, places)}"
    axis = ends.format("0".center(STRIP - len(ends) + 2))
    made = table(
        [
            "Theory",
            (f"Median, {asked.unit_short}", "right"),
            ("90% of draws", "right"),
            (axis, "center"),
            ("Draws", "right"),
            ("Error", "right"),
        ],
        asked.title,
        wrap=False,
    )
    return rows(made, [_row(e, reach, places) for e in effects])


def _row(e: Effect, reach: float, places: int) -> tuple[str, ...]:
    side = "below 0" if e.share_words.startswith(("lowers", "shortens")) else "above 0"
    share = f"{percent(e.share)} {side}" if e.share > 0 else "none"
    drawn = strip(e, reach)
    interval = between(e.low90, e.high90, places)
    name = "all, weighted" if e.theory == SYNTHESIS else e.theory  # as narrow as a theory's name
    return (name, signed(e.median, places), interval, drawn, share, f"{e.error:.{places + 1}f}")


def strip(e: Effect, reach: float) -> str:
    """Return median and intervals drawn in characters: zero stands in the middle, `reach` at either end."""
    half = STRIP // 2

    def place(value: float) -> int:
        return half + round(value / reach * half)

    cells = [" "] * STRIP
    for low, high, mark in ((e.low90, e.high90, "─"), (e.low50, e.high50, "━")):
        for i in range(place(low), place(high) + 1):
            cells[i] = mark
    cells[half] = "┼" if cells[half] != " " else "│"
    cells[place(e.median)] = "●"
    return "".join(cells)


def run_document(found: Answer) -> dict[str, Any]:
    """Return a run as the JSON document `detente/run-1`."""
    told = found.results.attrs
    keys = ("scenario", "seed", "draws", "lives", "months", "steps_a_month", "endings", "detente_version")
    numbers_of = {key: told[key] if isinstance(told[key], str) else int(told[key]) for key in keys}
    return {
        "schema": "detente/run-1",
        "run": {"id": found.identity, **numbers_of, "command": found.command, "found": found.found},
        "worlds": [
            {"name": name, "do": do, "reference": i == 0}
            for i, (name, do) in enumerate(zip(found.worlds, told["worlds_do"], strict=True))
        ],
        "theories": [
            {"name": t.name, "claim": t.claim, "believed": t.posterior.record if t.posterior else PRIOR}
            for t in found.theories
        ],
        "effects": [
            _line(line, asked.key)
            for world in found.worlds[1:]
            for asked in numbers.questions(found.results)
            for line in effect_table(found.results, world, asked.what, asked.by)
        ],
        "weights": weights_of(found.results),
        "synthesis": _synthesis(found),
        "files": {
            "folder": str(found.folder),
            "brief": str(found.folder / PAGE),
            "results": str(found.folder / RESULTS),
            "effects": str(found.folder / TABLE),
            "manifest": str(found.folder / RESULTS / "manifest.json"),
        },
    }


def _synthesis(found: Answer) -> list[dict[str, Any]]:
    """Return what each world changes by all theories together; empty where they have no weights."""
    lines = [
        (asked.key, synthesis(found.results, world, asked.what, asked.by))
        for world in found.worlds[1:]
        for asked in numbers.questions(found.results)
    ]
    return [_line(line, key) for key, line in lines if line is not None]


def _line(line: Any, key: str) -> dict[str, Any]:
    names = ("theory", "world", "by", "unit", "draws", "mean", "median", "low50", "high50", "low90", "high90")
    shares = {"share_below": line.below, "share_above": line.above}
    error = None if line.error != line.error else line.error
    return {
        "quantity": key,
        **{name: getattr(line, name) for name in names},
        **shares,
        "monte_carlo_error": error,
    }
