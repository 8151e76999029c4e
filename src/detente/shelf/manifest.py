"""The manifest of a stored run: all it takes to make the same bytes again, and to see that they are whole."""

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import zarr

from detente.vocabulary.errors import BrokenStore

NAME = "manifest.json"
RESULTS = "results.zarr"  # beside the manifest, so that the store holds nothing but Zarr
SCHEMA = "detente/run-1"
VERSIONED = ("detente", "jax", "numpy", "xarray", "zarr")


@dataclass(frozen=True)
class Manifest:
    """What a run was asked, with what it was made, and what it came to.

    provenance      as the attributes of the result
    scenario_text   the whole scenario as it was written
    sources         keys of sources.bib that the causes used cite
    assumed         by kind (`parameters`, `start`), how many numbers rest on nobody's word
    status          "done", or "cancelled": only some of the theories are there
    arrays          by path, shape, type and SHA-256 of the values
    files           by path, size in bytes
    """

    provenance: Mapping[str, Any]
    scenario_text: str
    sources: tuple[str, ...] = ()
    assumed: Mapping[str, int] = field(default_factory=dict)
    title: str = ""
    status: str = "done"
    made_with: Mapping[str, str] = field(default_factory=dict)
    arrays: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    schema: str = SCHEMA

    def text(self) -> str:
        """Return the manifest as JSON, the same for the same content."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def made_with() -> dict[str, str]:
    """Return the versions and the platform that the bytes of a result may depend on."""
    return {
        **{name: _version(name) for name in VERSIONED},
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the run stored in `folder`.

    Raises:
        BrokenStore: there is none, or it is cut short, or of another schema.
    """
    try:
        says: Any = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenStore(
            f"{folder} holds no {NAME}: it is not a run that detente finished writing"
        ) from None
    except (ValueError, OSError) as why:
        raise BrokenStore(f"{folder / NAME} cannot be read ({why}); run the question again") from None
    schema = says.get("schema") if isinstance(says, dict) else None
    if schema != SCHEMA:
        raise BrokenStore(
            f"{folder / NAME} is of schema {schema!r}, and this version of detente reads {SCHEMA!r}; "
            "read it with the version that wrote it, or run the question again"
        )
    names = {f.name for f in fields(Manifest)}
    if names != set(says):
        wrong = ", ".join(sorted(names ^ set(says)))
        raise BrokenStore(f"{folder / NAME} lacks or adds entries: {wrong}; run the question again")
    return replace(Manifest(**says), sources=tuple(says["sources"]))


def array_digests(folder: Path) -> dict[str, dict[str, Any]]:
    """Return shape, type and SHA-256 of every array of the run in `folder`, read a chunk at a time."""
    root = zarr.open_group(str(folder / RESULTS), mode="r")
    found = {path: item for path, item in root.members(max_depth=None) if isinstance(item, zarr.Array)}
    return {path: _digest(array) for path, array in sorted(found.items())}


def file_sizes(folder: Path) -> dict[str, int]:
    """Return the size of every file of the results in `folder`, by its path with forward slashes."""
    files = (path for path in sorted((folder / RESULTS).rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def _digest(array: zarr.Array) -> dict[str, Any]:
    total = hashlib.sha256()
    for part in _parts(array):
        total.update(np.ascontiguousarray(part).tobytes())
    return {"shape": list(array.shape), "type": str(array.dtype), "sha256": total.hexdigest()}


def _parts(array: zarr.Array) -> Iterator[np.ndarray]:
    if not array.shape:
        yield np.asarray(array[...])
        return
    for start in range(0, array.shape[-1], array.chunks[-1]):
        yield np.asarray(array[..., start : start + array.chunks[-1]])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
