"""Kill worker, server, or both in mid-run, again and again: `python -m tools.kill_trial --times 20`.

Each time a run is asked for in a folder of its own, what is to be killed gets signal 9 at another moment of
the run, and whoever is missing is started again. Prints for each what became of the run: whether it is there
once, done, with the same numbers as an undisturbed one, and nothing half written beside it. Fails where one
is not.
"""

import argparse
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

from detente.shelf.jobs import get_job
from detente.shelf.store import verify_run
from tests.web.conftest import Workbench, begin, end, stop_workers
from tests.web.test_never_lost import as_undisturbed, asked, finished, under_way

type Undisturbed = tuple[Path, str, dict[str, Any]]
VICTIMS = ("worker", "server", "both")


def main() -> None:
    """Kill as often as asked, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="detente-kill-", ignore_cleanup_errors=True) as folder:
        plain = _undisturbed(Path(folder) / "undisturbed")
        lost = sum(not _survives(Path(folder), number, times, plain) for number in range(times))
    print(f"{times} times killed, {lost} times not as undisturbed")
    if lost:
        raise SystemExit(1)


def _undisturbed(home: Path) -> Undisturbed:
    served = begin(home)
    identifier: str = asked(served)
    finished(served, identifier)
    end(served)
    return home, identifier, dict(verify_run(home / "runs" / identifier / "results").arrays)


def _survives(folder: Path, number: int, times: int, plain: Undisturbed) -> bool:
    home, victim, share = folder / str(number), VICTIMS[number % 3], 0.9 * number / times
    shutil.copytree(plain[0] / "cache", home / "cache")
    served = begin(home)
    identifier: str = asked(served)
    under_way(served, identifier, share)
    if victim != "server":
        stop_workers(home, signal.SIGKILL)
    served = served if victim == "worker" else _again(served)
    finished(served, identifier)
    end(served)
    job = get_job(identifier, home)
    try:
        as_undisturbed(home, plain)
        said = "as undisturbed"
    except AssertionError as why:
        said = f"NOT as undisturbed: {why}"
    tries = job.tries if job else 0
    print(f"{number + 1:3}  {victim:6} killed at {share:4.0%}, begun {tries} times: {said}", flush=True)
    return said == "as undisturbed"


def _again(served: Workbench) -> Workbench:
    served.process.kill()
    served.process.wait()
    if served.process.stderr:
        served.process.stderr.close()
    return begin(served.home)


if __name__ == "__main__":
    main()
