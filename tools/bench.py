"""Measure speed, memory and the gain from pairing, in one run, beside the bars they are held to.

    python -m tools.bench [--long] [--only process engine simulators pairing memory]

Wall seconds are those of a clock; CPU-seconds are processor time, added over threads, and say more where
others use the machine at the same time. Of several turns the least counts. Nothing fails: a bar that is
not met is printed as short.
"""

import argparse
from collections.abc import Callable
from functools import partial
from importlib import metadata

from rich.console import Console
from rich.table import Table

from detente.faces.settings import machine_settings
from tools import bench_engine, bench_pairing, bench_process, bench_simulators
from tools.bench_measure import Figure, cores, crowd, load

PACKAGES = ("detente", "jax", "numpy", "pysd", "pysimlin")
WIDEST = 132


def main() -> None:
    """Measure what was asked for, and print it as it comes."""
    given = _arguments()
    machine_settings()
    console = Console(width=WIDEST)
    console.print(f"{bench_engine.machine()}; {_versions()}; load before: {load()}", highlight=False)
    parts = _parts(given.long)
    for name in given.only or parts:
        with console.status(name):
            found, others = crowd(partial(_measured, parts[name]))
        console.print(_table(name, found))
        console.print(f"others kept {others:.1f} of {cores()} cores busy meanwhile\n", highlight=False)
    console.print(f"load after: {load()}", highlight=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--long", action="store_true", help="compare the memory of a million draws")
    parser.add_argument("--only", nargs="+", choices=list(_parts(False)), help="measure these parts only")
    return parser.parse_args()


def _parts(long: bool) -> dict[str, Callable[[], list[Figure]]]:
    return {
        "process": bench_process.figures,
        "engine": bench_engine.figures,
        "simulators": bench_simulators.figures,
        "pairing": bench_pairing.figures,
        "memory": partial(bench_process.memory, long),
    }


def _measured(part: Callable[[], list[Figure]]) -> list[Figure]:
    try:
        return part()
    except RuntimeError as error:  # a process of its own that failed: the other parts can still be measured
        return [Figure("not measured", str(error), met=False)]


def _table(name: str, found: list[Figure]) -> Table:
    table = Table(title=name, title_justify="left", width=WIDEST)
    table.add_column("what", ratio=5)
    table.add_column("seen", ratio=6)
    table.add_column("bar", justify="right", ratio=2)
    table.add_column("", ratio=1)
    for figure in found:
        verdict = {True: "[green]met[/]", False: "[red]short[/]", None: ""}[figure.met]
        table.add_row(figure.what, figure.seen.replace("[", "\\["), figure.bar, verdict)
    return table


def _versions() -> str:
    return ", ".join(f"{name} {_version(name)}" for name in PACKAGES)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    main()
