"""How the bench measures: wall and processor time, the least of several turns, and processes of their own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Started by a small process of its own: what a large parent holds in memory would count as its child's peak.
_LAUNCHER = """
import json, os, subprocess, sys, time
begin = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
said = child.stderr.read()
_, status, used = os.wait4(child.pid, 0)
wall = time.perf_counter() - begin
row = dict(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1024, status=status)
print(json.dumps(row | dict(said=said.decode(errors="replace")[-2000:])))
"""


@dataclass(frozen=True)
class Cost:
    """What something took: wall and processor seconds of this process, all its threads counted."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Child:
    """What a process of its own took: seconds, and its peak resident memory in megabytes."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Figure:
    """One line of the bench: what was measured, what was seen, the bar, and whether it is met.

    `met` is None where there is no bar, or nothing to hold against it.
    """

    what: str
    seen: str
    bar: str = ""
    met: bool | None = None


def cost(work: Callable[[], object]) -> Cost:
    """Do the work once and return what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def least(work: Callable[[], object], turns: int) -> Cost:
    """Do the work several times and return the least wall and the least processor time."""
    costs = [cost(work) for _ in range(turns)]
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs))


def child(arguments: Sequence[str], environment: Mapping[str, str]) -> Child:
    """Run `python -m detente ...` as a process of its own.

    Raises:
        RuntimeError: it did not end well; with the end of what it said.
    """
    command = [sys.executable, "-c", _LAUNCHER, sys.executable, "-m", "detente", *arguments]
    # settings made for this process must not be what the child would not have made for itself
    clean = {k: v for k, v in os.environ.items() if k not in ("XLA_FLAGS", "JAX_COMPILATION_CACHE_DIR")}
    told = subprocess.run(
        command, env=clean | dict(environment), stdout=subprocess.PIPE, check=True, text=True
    )
    row = json.loads(told.stdout)
    if row["status"]:
        raise RuntimeError(f"detente {' '.join(arguments)} failed:\n{row['said']}")
    return Child(row["wall"], row["cpu"], row["peak"])


def cores() -> int:
    """Return how many cores this process may use."""
    return os.cpu_count() or 1


def crowd(work: Callable[[], list[Figure]]) -> tuple[list[Figure], float]:
    """Measure; return also how many cores others kept busy meanwhile (not a number where unknown)."""
    begin, busy = time.perf_counter(), _foreign_seconds()
    found = work()
    return found, max((_foreign_seconds() - busy) / (time.perf_counter() - begin), 0.0)


def _foreign_seconds() -> float:
    """Return the processor seconds of all processes but this one and its children so far."""
    told = Path("/proc/stat")
    if not told.is_file():
        return float("nan")
    ticks = [int(word) for word in told.read_text(encoding="utf-8").splitlines()[0].split()[1:9]]
    idle, waiting = ticks[3:5]
    own = os.times()
    return (sum(ticks) - idle - waiting) / os.sysconf("SC_CLK_TCK") - sum(own[:4])


def load() -> str:
    """Return how busy the machine is: runnable processes over the last one, five and fifteen minutes."""
    return " ".join(f"{x:.2f}" for x in os.getloadavg()) if sys.platform != "win32" else "unknown"


def count(number: float) -> str:
    """Return a large number in three digits.

    >>> count(5_234_000.0), count(1_234.0), count(12.3)
    ('5.23 million', '1,234', '12.3')
    """
    if number >= 1e6:
        return f"{number / 1e6:.3g} million" if number < 1e9 else f"{number / 1e6:,.0f} million"
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
