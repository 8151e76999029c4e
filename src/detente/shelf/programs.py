"""Compiled programs, kept between processes: compiling takes ten seconds, reading back half of one.

A program is kept under a fingerprint of all that it depends on: detente's own code, the code of every
cause, what is static in the question, the versions of jax and of the machine's instructions, and the
compiler's flags. A file that cannot be read back is dropped and the program compiled anew.
"""

import contextlib
import hashlib
import inspect
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path

from detente.pipeline.ensemble import Keeper
from detente.pipeline.opening import Program
from detente.shelf.folders import cache_folder

KEPT = 24  # programs; a program is about 4 MB


@dataclass(frozen=True)
class ProgramFolder(Keeper):
    """Keeps compiled programs as files of a folder of the user's own."""

    folder: Path

    def load(self, program: Program) -> bytes | None:
        path = self._path(program)
        if path is None or not path.is_file():
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
            return path.read_bytes()
        return None

    def save(self, program: Program, compiled: bytes) -> None:
        path = self._path(program)
        if path is None:
            return
        with contextlib.suppress(OSError):  # a full or read-only disk costs time later, not this run
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(compiled)
            Path(name).replace(path)
            self._drop_oldest()

    def drop(self, program: Program) -> None:
        path = self._path(program)
        if path is not None:
            path.unlink(missing_ok=True)

    def _path(self, program: Program) -> Path | None:
        fingerprint = _fingerprint(program)
        return self.folder / f"{fingerprint}.program" if fingerprint else None

    def _drop_oldest(self) -> None:
        files = sorted(self.folder.glob("*.program"), key=lambda file: file.stat().st_mtime)
        for file in files[:-KEPT]:
            file.unlink(missing_ok=True)


def program_folder() -> ProgramFolder:
    """Return the folder in which the user's compiled programs are kept."""
    return ProgramFolder(cache_folder() / "programs")


def _fingerprint(program: Program) -> str:
    """Return what tells programs apart, or "" for causes whose code cannot be read (typed at a prompt)."""
    static = [str(getattr(program, name)) for name in program.__dataclass_fields__ if name != "model"]
    try:
        causes = [inspect.getsource(sys.modules[c.__module__]) for c in program.model.causes]
    except (OSError, TypeError):
        return ""
    parts = [
        _own_code(),
        *static,
        *program.model.parties,
        str(program.model.groups),
        *causes,
        metadata.version("jax"),
        metadata.version("jaxlib"),
    ]
    parts += [platform.machine(), _instructions(), os.environ.get("XLA_FLAGS", ""), sys.version]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _own_code() -> str:
    root = resources.files("detente")
    found = hashlib.sha256()
    for folder in ("vocabulary", "formulas", "pipeline"):
        for entry in sorted(root.joinpath(folder).iterdir(), key=lambda e: e.name):
            if entry.name.endswith(".py"):
                found.update(entry.read_bytes())
    return found.hexdigest()


@lru_cache(maxsize=1)
def _instructions() -> str:
    """Return the processor's instruction sets, where the system says: a program fits only its own kind."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line for line in lines if line.startswith("flags")), platform.processor())
