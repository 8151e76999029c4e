"""Posteriors on disk: those that come with detente, and those that a user made of records of their own.

CLASS/THEORY.json   the posterior of a theory
CLASS/weights.json  how much each theory's forecasts are worth among the others'
"""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from detente.shelf.folders import data_folder
from detente.shelf.whole import write_whole

PACKAGE = "detente.posteriors"
WEIGHTS = "weights"


@dataclass(frozen=True)
class Found:
    """One file: what it says, the SHA-256 of its bytes, and whether it came with detente."""

    says: Mapping[str, Any]
    digest: str
    packaged: bool


def found(record: str, name: str, home: Path | None = None) -> Iterator[Found]:
    """Yield the files of a theory (or `WEIGHTS`) for a reference class: the user's own, then the packaged.

    A file that cannot be read is passed over: whoever needs it will say that there is none.
    """
    own = own_folder(record, home) / f"{name}.json"
    packaged = resources.files(PACKAGE).joinpath(record, f"{name}.json")
    for place, is_packaged in ((own, False), (packaged, True)):
        with contextlib.suppress(OSError, ValueError):
            data = place.read_bytes()
            says = json.loads(data)
            if isinstance(says, dict):
                yield Found(says, hashlib.sha256(data).hexdigest(), is_packaged)


def records(home: Path | None = None) -> tuple[str, ...]:
    """Return the reference classes of which there are posteriors, in alphabetical order."""
    packaged = {one.name for one in resources.files(PACKAGE).iterdir() if one.is_dir()}
    folder = _own(home)
    own = {one.name for one in folder.iterdir() if one.is_dir()} if folder.is_dir() else set()
    return tuple(sorted(name for name in packaged | own if not name.startswith(("_", "."))))


def own_folder(record: str, home: Path | None = None) -> Path:
    """Return the folder of the user's own posteriors for a reference class; it need not exist."""
    return _own(home) / record


def read(folder: Path, name: str) -> Mapping[str, Any] | None:
    """Return what a file says; nothing where there is none, or it cannot be read."""
    try:
        says = json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return None
    return says if isinstance(says, dict) else None


def write(folder: Path, name: str, says: Mapping[str, Any]) -> Path:
    """Write a file whole or not at all, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    write_whole(path, _text(says))
    return path


def _own(home: Path | None) -> Path:
    return (home or data_folder()) / "posteriors"


def _text(says: Mapping[str, Any]) -> str:
    """Return JSON with a line for each entry, and for each row of a table."""
    lines = []
    for key, value in says.items():
        if key == "rows":
            rows = ",\n  ".join(json.dumps(row, separators=(",", ":")) for row in value)
            lines.append(f'"{key}": [\n  {rows}\n ]')
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"
