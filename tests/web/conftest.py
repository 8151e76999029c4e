"""A real server on a port of its own, and Debian's browser to look at it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

CHROMIUM = shutil.which("chromium")
PROGRAMS = "DETENTE_TEST_PROGRAMS"  # variable: where all servers of a test run keep what they compile
SECONDS = 240  # that a small run may take on a busy machine, with nothing compiled


@dataclass(frozen=True)
class Workbench:
    """A served workbench: where it is, the folder it keeps things in, and its process."""

    address: str
    home: Path
    process: subprocess.Popen
    token: str = ""

    def __call__(self, path: str = "/") -> str:
        return self.address + path

    @property
    def programs(self) -> httpx.Client:
        """A program that asks it."""
        return httpx.Client(base_url=self.address, timeout=SECONDS, follow_redirects=True)


def begin(home: Path, *options: str, port: int = 0) -> Workbench:
    """Serve from this folder and wait until it answers."""
    programs = os.environ.get(PROGRAMS)
    if programs and not (home / "cache").exists():
        (home / "cache").symlink_to(programs)
    given = os.environ | {"DETENTE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "detente", "serve", "--port", str(port), *options],
        env=given,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.readline()
    found = re.search(r"http://[^\s/]+", said)
    assert found, said + process.stderr.read()
    address = found.group()
    for _ in range(200):
        with suppress(httpx.TransportError):
            httpx.get(address + "/health")
            break
        time.sleep(0.05)
    token = re.search(r"token=(\S+)", said)
    return Workbench(address, home, process, token.group(1) if token else "")


def end(served: Workbench) -> None:
    """Stop it, and the worker that it has begun."""
    served.process.terminate()
    served.process.wait(20)
    served.process.stderr.close()
    stop_workers(served.home)


def stop_workers(home: Path, by: int = signal.SIGTERM) -> list[int]:
    """Stop the workers of a folder and return their numbers."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            command = (place / "cmdline").read_bytes()
            own = f"DETENTE_HOME={home}".encode() in (place / "environ").read_bytes().split(b"\0")
            if b"detente.faces.web.work" in command and own:
                os.kill(int(place.name), by)
                found.append(int(place.name))
    return found


@pytest.fixture(scope="session", autouse=True)
def compiled_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What one server has compiled, others read, by fingerprints of all that it comes from."""
    own = tmp_path_factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "programs"
    place.mkdir(exist_ok=True)
    os.environ[PROGRAMS] = str(place)


@pytest.fixture(scope="session")
def workbench(compiled_together: None) -> Iterator[Workbench]:
    """One workbench for all tests that leave others' runs alone."""
    home = Path(tempfile.mkdtemp(prefix="detente-web-"))
    served = begin(home)
    yield served
    end(served)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Debian's browser, which CI installs."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}
