"""How soon pages come while runs are computed: `python -m tools.load_trial`.

    --users N     users at once, each asking for page after page with a breath between (20)
    --runs N      runs that are asked for and computed meanwhile (4)
    --seconds N   how long (60)

Serves a workbench of its own in a folder of its own. Prints the processor time of its start and, by kind of
page, how many were asked for, how many failed, and how long the median, 19 of 20 and the slowest took.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import httpx
import numpy as np
import psutil

BREATH = 1.0  # seconds that a user looks at a page
WISHES = {"theories": ["skeleton", "commitment"], "draws": 64, "lives": 1, "months": 24}
LARGE = {"draws": 4_000, "lives": 4}  # all theories
PATIENCE = 120.0


def main() -> None:
    """Serve, ask, and print."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="detente-load-", ignore_cleanup_errors=True) as folder:
        process, address = _serve(folder)
        try:
            spent = psutil.Process(process.pid).cpu_times()
            print(f"processor time of the start: {spent.user + spent.system:.2f} s")
            _tried(address, given)
        finally:
            process.terminate()
            process.wait()
            _end_workers(folder)


def _tried(address: str, given: argparse.Namespace) -> None:
    pages = _pages(address)
    for seed in range(given.runs):
        asked = {"scenario": "killing-during-talks", "wishes": {**LARGE, "seed": seed}}
        httpx.post(f"{address}/api/runs", json=asked, timeout=PATIENCE).raise_for_status()
    seen: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []
    until = time.monotonic() + given.seconds
    users = [
        threading.Thread(target=_user, args=(address, pages, number, until, seen, failed))
        for number in range(given.users)
    ]
    for user in users:
        user.start()
    for user in users:
        user.join()
    told = httpx.get(f"{address}/api/runs", timeout=PATIENCE).json()["runs"]
    print("runs:", ", ".join(f"{one['status']} {one['share']:.0%}" for one in told))
    _print(seen, failed)


def _pages(address: str) -> list[str]:
    """Return what users look at, a result among it."""
    asked = {"scenario": "mirror-sides", "wishes": WISHES}
    told = httpx.post(f"{address}/api/runs", json=asked, timeout=PATIENCE).json()
    while httpx.get(address + told["self"], timeout=PATIENCE).json()["status"] != "done":
        time.sleep(0.5)
    result = told["address"]
    later = ["/", "/runs", "/theories", "/theories/commitment", "/causes/spoiler", "/arguments"]
    return [result, f"{result}/parts/endings", *later, "/scenarios/mirror-sides", "/static/workbench.css"]


def _user(
    address: str,
    pages: list[str],
    number: int,
    until: float,
    seen: dict[str, list[float]],
    failed: list[str],
) -> None:
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        turn = number
        time.sleep(BREATH * number / 20)
        while time.monotonic() < until:
            path, begun = pages[turn % len(pages)], time.monotonic()
            try:
                answer = client.get(path)
                if answer.status_code != 200:
                    failed.append(f"{path}: {answer.status_code}")
            except httpx.HTTPError as error:
                failed.append(f"{path}: {type(error).__name__}")
            seen[re.sub("[0-9a-f]{12}", "ID", path)].append(time.monotonic() - begun)
            turn += 1
            time.sleep(BREATH)


def _print(seen: dict[str, list[float]], failed: list[str]) -> None:
    for name, times in sorted(seen.items()):
        print(_line(name, times))
    print(_line("all", [one for times in seen.values() for one in times]))
    print(f"failed: {len(failed)} {failed[:5]}")


def _line(name: str, times: list[float]) -> str:
    median, most, slowest = (1000 * float(x) for x in (*np.quantile(times, (0.5, 0.95)), max(times)))
    return f"{name:32} {len(times):5}  median {median:6.0f} ms  95% {most:6.0f} ms  slowest {slowest:6.0f} ms"


def _serve(folder: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "detente", "serve", "--port", "0"],
        env=os.environ | {"DETENTE_HOME": folder},
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.readline() if process.stderr else ""
    found = re.search(r"http://[^\s/]+", said)
    if found is None:
        raise SystemExit(said)
    while True:
        with suppress(httpx.TransportError):
            httpx.get(f"{found.group()}/health")
            return process, found.group()
        time.sleep(0.02)


def _end_workers(folder: str) -> None:
    for process in psutil.process_iter(["cmdline"]):
        with suppress(psutil.Error, OSError):
            if "detente.faces.web.work" in (process.info["cmdline"] or []):
                if process.environ().get("DETENTE_HOME") == folder:
                    process.send_signal(signal.SIGKILL)
    (Path(folder) / "serving").unlink(missing_ok=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, usual in (("users", 20), ("runs", 4), ("seconds", 60)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    return parser.parse_args()


if __name__ == "__main__":
    main()
