"""Hold fits against made-up wars of known truth: `python -m tools.recovery --out runs/recovery.json`.

    --theory NAME ...     only these
    --replications N      made-up records for each theory
    --wars, --laws        wars in a record, draws of laws that a fit is given
    --own                 each war has a life of its own, rather than one of those that fits average over
    --jobs N              theories at a time
    --out FILE            where results are kept; a run that was stopped goes on with the theories that lack
    --markdown            print the tables for a page

Prints, for each theory, whether ranks of the truth are uniform and how often intervals hold it
(`detente.evidence.recovery`). Fails where some theory's ranks are not uniform at 1%, by the smallest p times
the number of quantities.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from detente.faces import library
from detente.faces.settings import machine_settings

SCHEMA = "detente/recovery-1"
LEVEL = 0.01
POOL = 512  # draws of laws: as many different truths, and for each fit others at random
MONTHS = 120
WIDEST = 150
DIGITS = 4
TRUSTED = 0.7
HEADINGS = (
    *("theory", "quantities", "smallest p", "of", "corrected", "uniform"),
    *("90% intervals hold", "k > .7", "worth"),
)


def main() -> None:
    """Run what is not there yet, and print all."""
    given = _arguments()
    settings = {"replications": given.replications, "pool": POOL, "months": MONTHS, **_design(given)}
    done = _read(given.out, settings)
    for name, found in _run([name for name in given.theory if name not in done], settings, given.jobs):
        done[name] = found
        _write(given.out, settings, done)
        print(f"{name}: {len(found['tail'])} replications", file=sys.stderr, flush=True)
    shown = {name: done[name] for name in given.theory}
    rows = [verdict(name, found) for name, found in shown.items()]
    if given.markdown:
        print("\n".join([*_lines(rows), "", *_quantities(shown)]))
    else:
        Console(width=WIDEST).print(_table(rows))
    sys.exit(0 if all(row["uniform"] == "yes" for row in rows) else 1)


def verdict(name: str, found: Mapping[str, Any]) -> dict[str, str]:
    """Return one theory's row of the table, by heading."""
    from detente.evidence.uniformity import inside_all, p_value

    ranks = {what: np.array(values) for what, values in found["ranks"].items()}
    p = {what: p_value(values) for what, values in ranks.items()}
    least = min(p, key=lambda what: p[what])
    corrected = min(1.0, p[least] * len(p))
    held, worth = inside_all(ranks), np.array(found["effective"])
    cells = (
        *(name, str(len(p)), f"{p[least]:.2g}", least, f"{corrected:.2g}"),
        "yes" if corrected >= LEVEL else "no",
        f"{100 * held.value:.1f}% ({100 * held.low:.1f} to {100 * held.high:.1f})",
        str(sum(tail > TRUSTED for tail in found["tail"])),
        f"{np.median(worth):.0f} ({np.quantile(worth, 0.05):.0f})",
    )
    return dict(zip(HEADINGS, cells, strict=True))


def replications(name: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ranks of the truth in all replications of one theory, with tails and worth of the fits."""
    from detente.evidence.courses import Living
    from detente.evidence.recovery import Design, pool, recovered, telling
    from detente.evidence.situations import PARTIES
    from detente.shelf.programs import program_folder

    design = Design(**{key: settings[key] for key in asdict(Design())})
    model, keeper = library.model(PARTIES), program_folder()
    living = Living(model, settings["pool"], months=settings["months"], keeper=keeper, threads=1)
    lived = pool(library.theories()[name], living, design)
    which = telling(lived)
    every = [recovered(lived, which, design, number) for number in range(settings["replications"])]
    return {
        "ranks": {what: [round(one.ranks[what], DIGITS) for one in every] for what in every[0].ranks},
        "tail": [_short(one.tail) for one in every],
        "effective": [_short(one.effective) for one in every],
    }


def _run(names: Sequence[str], settings: Mapping[str, Any], jobs: int) -> Iterator[tuple[str, Any]]:
    """Yield theories as they are done, each in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=machine_settings) as workers:
        tasks = {workers.submit(replications, name, settings): name for name in names}
        for task in as_completed(tasks):
            yield tasks[task], task.result()


def _table(rows: Sequence[Mapping[str, str]]) -> Table:
    made = Table(title="Ranks of the truth, by theory", width=WIDEST)
    for heading in HEADINGS:
        made.add_column(heading)
    for row in rows:
        made.add_row(*row.values())
    return made


def _lines(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return [_line(cells) for cells in (HEADINGS, ("---",) * len(HEADINGS), *(row.values() for row in rows))]


def _quantities(shown: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return a row a quantity: in each theory its p, and how many of a hundred intervals hold the truth."""
    from detente.evidence.uniformity import spread

    names = dict.fromkeys(_kind(what) for found in shown.values() for what in found["ranks"])
    lines = [_line(("quantity", *shown)), _line(("---",) * (1 + len(shown)))]
    for name in names:
        cells = []
        for found in shown.values():
            these = [spread(np.array(x)) for what, x in found["ranks"].items() if _kind(what) == name]
            cells.append("; ".join(f"{one.p:.2f} {100 * one.inside.value:.1f}" for one in these))
        lines.append(_line((name, *cells)))
    return lines


def _kind(what: str) -> str:
    return "laws" if what.startswith("law ") else what


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _arguments() -> argparse.Namespace:
    from detente.evidence.recovery import Design

    usual, names = Design(), list(library.theories())
    parser = argparse.ArgumentParser(
        prog="python -m tools.recovery", description=(__doc__ or "").split(":")[0]
    )
    parser.add_argument("--theory", nargs="+", choices=names, default=names)
    parser.add_argument("--replications", type=int, default=500)
    parser.add_argument("--wars", type=int, default=usual.wars)
    parser.add_argument("--laws", type=int, default=usual.laws)
    parser.add_argument("--own", action="store_true", help="each war has a life of its own")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("runs/recovery.json"))
    parser.add_argument("--markdown", action="store_true", help="print the tables for a page")
    given = parser.parse_args()
    if given.replications < 2 or given.wars < 1 or not 1 <= given.laws < POOL or given.jobs < 1:
        parser.error(f"give two replications, a war and a job at least, and 1 to {POOL - 1} laws")
    return given


def _design(given: argparse.Namespace) -> dict[str, Any]:
    from detente.evidence.recovery import Design

    return asdict(replace(Design(), wars=given.wars, laws=given.laws, own=given.own))


def _short(number: float) -> float:
    """Return a number of few digits that JSON can hold."""
    return round(float(np.clip(number, -99.0, 1e6)), DIGITS)


def _read(out: Path, settings: Mapping[str, Any]) -> dict[str, Any]:
    if not out.exists():
        return {}
    document = json.loads(out.read_text(encoding="utf-8"))
    if document.get("schema") != SCHEMA or document.get("settings") != settings:
        sys.exit(f"{out} was made with {document.get('settings')}: give another --out, or remove it")
    return document["theories"]


def _write(out: Path, settings: Mapping[str, Any], done: Mapping[str, Any]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_suffix(".part")
    document = {"schema": SCHEMA, "settings": settings, "theories": done}
    part.write_text(json.dumps(document), encoding="utf-8")
    part.replace(out)  # a run that is stopped while it writes leaves the old file whole


if __name__ == "__main__":
    main()
