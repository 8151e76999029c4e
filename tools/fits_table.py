"""What the theories that come with detente make of the wars they were fitted to: a page of the docs.

    python -m tools.fits_table > docs/reference/fits.md

Everything is read from the packaged posteriors, which `detente calibrate` makes.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.evidence.reference_classes import CLASSES
from detente.faces import library
from detente.pipeline.brief_words import amount, percent
from detente.shelf import posteriors as shelf

ROOT = Path(__file__).resolve().parent.parent
RECORDS = tuple(name for name in CLASSES if name in shelf.records(Path("nowhere")))  # those packaged
Says = Mapping[str, Any]
HEAD = """# Fits

What each theory, fitted to the wars of a class, makes of its [target moments](moments.md). Printed by
`python -m tools.fits_table` from the posteriors that come with detente; [calibration](calibration.md) says
how they were made.

* **Record**: the number and its interval. Where sources contradict each other there is an interval alone.
* For a theory the number is the mean over draws of its posterior. `!`: outside the interval. Empty: the
  theory has no cause that could say it.
* **k**: shape of the tail of the importance weights; at most 0.7 in a fit that can be trusted. **Learned**:
  laws of the theory of which the record says something. **Weight**: what its forecasts of each war from all
  others add to a mixture of the theories, with its 95% interval.
* The log likelihood is the marginal one of the record alone; it compares theories on the same wars.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(line for record in RECORDS for line in _class(record))])


def _class(record: str) -> Iterator[str]:
    says = {name: _packaged(record, name) for name in library.theories()}
    weights = _packaged(record, shelf.WEIGHTS)["weights"]
    first = next(iter(says.values()))
    yield f"## {record}: {CLASSES[record].title}"
    yield ""
    yield f"{first['record']['wars']} wars, {first['record']['ended']} of them seen to end."
    yield ""
    yield from _table(("number", "record", "from", *says), [*_moments(says), *_fits(says, weights)])
    yield ""
    yield from _learned(says)


def _moments(says: Mapping[str, Says]) -> Iterator[tuple[str, ...]]:
    rows = {row["moment"]: row for one in says.values() for row in one["moments"]}
    for name, row in rows.items():
        told = {theory: {r["moment"]: r for r in one["moments"]}.get(name) for theory, one in says.items()}
        low, high = _number(row["low"], row), _number(row["high"], row)
        interval = f"{low} to {high}" if high else f"{low} or more"
        recorded = interval if row["value"] is None else f"{_number(row['value'], row)} ({interval})"
        yield (_titled(row), recorded, row["basis"], *(_cell(one) for one in told.values()))


def _titled(row: Says) -> str:
    return row["title"] if row["unit"] == "1" else f"{row['title']}, {row['unit']}s"


def _cell(row: Says | None) -> str:
    return "" if row is None else _number(row["mean"], row) + ("" if row["inside"] else " !")


def _number(value: float | None, row: Says) -> str:
    return "" if value is None else amount(value, 2)


def _fits(says: Mapping[str, Says], weights: Mapping[str, Says]) -> Iterator[tuple[str, ...]]:
    inside = {
        n: f"{sum(r['inside'] for r in one['moments'])} of {len(one['moments'])}" for n, one in says.items()
    }
    rows: dict[str, Sequence[str]] = {
        "**moments inside**": list(inside.values()),
        "k": [
            f"{one['fit']['pareto_k']:.2f}" if one["fit"]["pareto_k"] is not None else "–"
            for one in says.values()
        ],
        "draws it is worth": [f"{one['fit']['effective_draws']:,}" for one in says.values()],
        "learned": [str(len(one["told"])) for one in says.values()],
        "log likelihood": [f"{one['fit']['log_evidence']:.1f}" for one in says.values()],
        "weight": [
            f"{percent(w['weight'])} ({percent(w['low'])} to {percent(w['high'])})"
            for w in (weights[name] for name in says)
        ],
    }
    for name, cells in rows.items():
        yield (name, "", "", *cells)


def _learned(says: Mapping[str, Says]) -> Iterator[str]:
    yield "Laws of which the record says something: by how many standard deviations they moved off their"
    yield "prior, and how much of its spread is left."
    yield ""
    for name, one in says.items():
        laws = [f"`{law}` {mean:+.1f} ({spread:.1f})" for law, (mean, spread) in one["told"].items()]
        yield f"* {name}: {', '.join(laws) if laws else 'none'}."
    yield ""


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(headers) + " |"
    yield "|" + " --- |" * len(headers)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _packaged(record: str, name: str) -> Says:
    return next(one.says for one in shelf.found(record, name) if one.packaged)


def main() -> None:
    """Print the page."""
    print(page())


if __name__ == "__main__":
    main()
