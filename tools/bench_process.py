"""What a user waits for: the command line in processes of its own, cold and warm, and its peak memory."""

import tempfile
from pathlib import Path

from detente.shelf.folders import HOME
from tools.bench_engine import SCENARIO
from tools.bench_measure import Child, Figure, child

COLD, WARM, PEAK, HELP = 20.0, 6.0, 1500.0, 1.0
THEORY, MONTHS = "commitment", 12  # of the runs that show that memory does not grow with draws
FEW, LONG = (20_000, 200_000), (100_000, 1_000_000)
GROWTH = 1.3


def figures() -> list[Figure]:
    """Time the scenario as it comes: in an empty home, again with other luck, and again just the same."""
    with tempfile.TemporaryDirectory() as folder:
        home = {HOME: str(Path(folder) / "home")}

        def run(name: str, *extra: str) -> Child:
            return child(["run", SCENARIO, *extra, "--out", str(Path(folder) / name)], home)

        cold, warm, again = run("cold"), run("warm", "--seed", "8"), run("again")
        helped = min((child(["--help"], home) for _ in range(3)), key=lambda c: c.cpu)
    peak = max(cold.peak, warm.peak)
    line = f"`detente run {SCENARIO}`"
    return [
        Figure(f"{line}, nothing compiled yet", _words(cold), f"{COLD:g} s", cold.wall <= COLD),
        Figure(f"{line}, compiled, another seed", _words(warm), f"{WARM:g} s", warm.wall <= WARM),
        Figure(f"{line}, the answer found", _words(again)),
        Figure("peak memory of these", f"{peak:,.0f} MB", f"{PEAK:,.0f} MB", peak < PEAK),
        Figure("`detente --help`", _words(helped), f"{HELP:g} CPU-s", helped.cpu < HELP),
    ]


def memory(long: bool) -> list[Figure]:
    """Compare the peak memory of ten times as many draws of one theory, with results kept on disk."""
    few, many = LONG if long else FEW
    with tempfile.TemporaryDirectory() as folder:
        _many(
            Path(folder), 1
        )  # compiling takes memory of its own: it must not count for one and not the other
        small, large = (_many(Path(folder), draws) for draws in (few, many))
    ratio = large.peak / small.peak
    return [
        *(Figure(f"{n:,} draws of {THEORY}", _words(c)) for n, c in ((few, small), (many, large))),
        Figure(
            f"peak memory, {many:,} to {few:,} draws", f"{ratio:.2f} times", f"{GROWTH:g}", ratio <= GROWTH
        ),
    ]


def _many(folder: Path, draws: int) -> Child:
    words = [
        "run",
        SCENARIO,
        "--theory",
        THEORY,
        "--draws",
        str(draws),
        "--lives",
        "1",
        "--months",
        str(MONTHS),
    ]
    return child([*words, "--out", str(folder / str(draws))], {HOME: str(folder / "home")})


def _words(cost: Child) -> str:
    return f"{cost.wall:.1f} s; {cost.cpu:.1f} CPU-s; {cost.peak:,.0f} MB"
