"""The deterministic skeleton under detente, PySD and Simlin: the same draws, the same trajectories.

Each is asked the way its manual advises for many runs: the model is read once, a run is given its
parameters, and only the compared stocks are kept, once a month. Loading is timed apart.
"""

import importlib
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from detente.pipeline.ensemble import blocks, compiled, program_of
from tools.bench_engine import steps_of
from tools.bench_measure import Cost, Figure, cores, cost, count, least
from tools.bench_skeleton import MONTHS, parameters, seen, skeleton, written, xmile

DRAWS, MANY = 1000, 20_000
TURNS = 3
RUNS = {"PySD": 30, "Simlin": 200}
MUCH_FASTER = 500.0
AGREE = 20  # draws compared, some of them with a side that runs out of soldiers

Run = Callable[[dict[str, float]], np.ndarray]  # parameters -> (month + 1, stock)


@dataclass(frozen=True)
class Simulator:
    """One simulator of stocks and flows: how it is imported, and how it opens an XMILE file."""

    name: str
    module: str
    opened: Callable[[Any, Path], Run]


def pysd_run(module: Any, file: Path) -> Run:
    """Return what runs the XMILE file under PySD."""
    model = module.read_xmile(str(file))
    names, months = [written(path) for path in seen()], np.arange(MONTHS + 1)
    flags = {"reload": False, "progress": False, "cache_output": False}

    def run(values: dict[str, float]) -> np.ndarray:
        # a run without `reload` keeps the state of the last one: the start is asked for outright
        return model.run(
            params=values,
            initial_condition="original",
            return_columns=names,
            return_timestamps=months,
            **flags,
        )[names].to_numpy()

    return run


def simlin_run(module: Any, file: Path) -> Run:
    """Return what runs the XMILE file under Simlin."""
    model = module.load(file)
    names, every = [written(path).lower() for path in seen()], 4

    def run(values: dict[str, float]) -> np.ndarray:
        with model.simulate(overrides=values) as sim:
            sim.run_to_end()
            return np.stack([sim.get_series(name)[::every] for name in names], axis=1)

    return run


SIMULATORS = (Simulator("PySD", "pysd", pysd_run), Simulator("Simlin", "simlin", simlin_run))


def module_of(simulator: Simulator) -> Any | None:
    """Return the simulator's module, or None where it is not installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what its own dependencies have to say of each other
        try:
            return importlib.import_module(simulator.module)
        except ImportError:
            return None


def trajectories(draws: int) -> np.ndarray:
    """Return what detente makes of the skeleton: (month + 1, stock, draw)."""
    asked = skeleton(draws)
    levels = [block.records["level"][:, :, 0] for block in blocks(asked, asked.theories[0])]
    return np.concatenate(levels, axis=-1)


def figures() -> list[Figure]:
    """Measure the skeleton under each simulator that is installed."""
    asked = skeleton(DRAWS)
    building = cost(partial(compiled, program_of(asked), None))
    took = least(partial(trajectories, DRAWS), TURNS)
    many = least(partial(trajectories, MANY), TURNS)
    rate = count(steps_of(skeleton(MANY)) / many.cpu)
    found = [
        Figure(
            f"skeleton, {DRAWS:,} draws: detente, {cores()} threads",
            f"{1000 * took.wall:.0f} ms; {1000 * took.cpu:.0f} CPU-ms; compiled in {building.wall:.1f} s",
        ),
        Figure(f"skeleton, {MANY:,} draws: detente", f"{1000 * many.wall:.0f} ms; {rate} steps /core-s"),
    ]
    for simulator in SIMULATORS:
        found += _against(simulator, took, many, building)
    return found


def _against(simulator: Simulator, took: Cost, many: Cost, building: Cost) -> list[Figure]:
    module = module_of(simulator)
    if module is None:
        return [Figure(f"skeleton: {simulator.name}", "not installed: pip install 'detente[bench]'")]
    runs = RUNS[simulator.name]
    draws = parameters(skeleton(runs))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run, opening = _opened(simulator, module, Path(folder), draws[0])
        each = [cost(partial(run, values)) for values in draws]
        worst = disagreement(np.stack([run(v) for v in draws[:AGREE]], axis=-1), trajectories(AGREE))
    a_run = Cost(float(np.median([c.wall for c in each])), float(np.median([c.cpu for c in each])))
    return _ratios(simulator.name, a_run, opening, worst, (took, many, building))


def _opened(simulator: Simulator, module: Any, folder: Path, values: dict[str, float]) -> tuple[Run, Cost]:
    file = folder / "skeleton.xmile"
    file.write_text(xmile(values), encoding="utf-8")
    kept: list[Run] = []
    opening = cost(lambda: kept.append(simulator.opened(module, file)))
    kept[0](values)  # warm
    return kept[0], opening


def _ratios(
    name: str, a_run: Cost, opening: Cost, worst: float, ours: tuple[Cost, Cost, Cost]
) -> list[Figure]:
    took, many, building = ours
    wall, core = a_run.wall * DRAWS / took.wall, a_run.cpu * DRAWS / took.cpu
    large = a_run.cpu * MANY / many.cpu
    cold = (opening.wall + a_run.wall * DRAWS) / (building.wall + took.wall)
    bar = (f"{MUCH_FASTER:g}", min(wall, core) >= MUCH_FASTER) if name == "PySD" else ("", None)
    line = f"detente to {name}, {DRAWS:,} draws"
    return [
        Figure(
            f"skeleton, {DRAWS:,} draws: {name}, one process",
            f"{a_run.wall * DRAWS:.1f} s ({1000 * a_run.wall:.2f} ms a run; opened in {opening.wall:.1f} s)",
        ),
        Figure(f"largest relative difference between {name} and detente", f"{worst:.1e}"),
        Figure(line, f"{wall:,.0f} times by wall; {core:,.0f} per core-second", *bar),
        Figure(f"the same, {MANY:,} draws", f"{large:,.0f} times per core-second"),
        Figure(f"{line}, compiling and opening counted", f"{cold:.1f} times by wall"),
    ]


def disagreement(theirs: np.ndarray, ours: np.ndarray) -> float:
    """Return the largest difference in any draw and month, relative to the stock's largest value there."""
    size = np.abs(theirs).max(axis=0, keepdims=True)
    return float((np.abs(theirs - ours) / size).max())
