"""One small run that the tests of the faces share: a few draws of two theories, made at the command line."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ASKED = ("run", "mirror-sides", "--theory", "spoiler", "--theory", "nothing-matters", "--draws", "32")
ASKED += ("--months", "14", "--do", "undo B.deep-strike; hold backer.B.aid 0 from 6")


class Ran(NamedTuple):
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


class Small(NamedTuple):
    """The shared run: its folder, the home in which it is registered, and its JSON document."""

    folder: Path
    home: Path
    ran: Ran

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.ran.out)


def detente(*arguments: str, home: Path, **environment: str) -> Ran:
    """Run the command line in a process of its own."""
    given = os.environ | {"DETENTE_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)} | environment
    done = subprocess.run(
        [sys.executable, "-m", "detente", *arguments], capture_output=True, text=True, env=given, timeout=300
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@cache
def small() -> Small:
    """Return the small run, made once in this process."""
    home = Path(tempfile.mkdtemp(prefix="detente-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folder = home / "out"
    ran = detente(*ASKED, "--json", "--out", str(folder), home=home)
    assert ran.status == 0, ran.err
    return Small(folder, home, ran)
