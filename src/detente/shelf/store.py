"""The store of a run: a Zarr directory and its manifest, which appear whole or not at all."""

import csv
import hashlib
import os
import platform
import shutil
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import xarray as xr
import zarr

from detente.pipeline.effects import EffectLine
from detente.pipeline.outcome import joined
from detente.pipeline.simulate import Sink
from detente.shelf import packing
from detente.shelf.manifest import (
    NAME,
    RESULTS,
    Manifest,
    array_digests,
    file_sizes,
    made_with,
    read_manifest,
)
from detente.vocabulary.errors import BrokenStore

PARTIAL, REPLACED = ".partial", ".replaced"
DRAW = "draw"
SYNCS = 16  # files that are settled at a time


@dataclass(frozen=True)
class Writer(Sink):
    """Writes a run into a folder beside its place; `finish` puts it there in one move."""

    place: Path
    folder: Path
    draws: int
    chunk: int
    finished: dict[str, xr.Dataset] = field(default_factory=dict)

    def put(self, theory: str, first: int, rows: xr.Dataset) -> None:
        group = self._root().require_group(theory)
        for name, values in rows.data_vars.items():
            array = group.get(str(name))
            if not isinstance(array, zarr.Array):
                array = _created(group, str(name), values, self.draws, min(self.chunk, self.draws))
            array[..., first : first + rows.sizes[DRAW]] = values.values

    def done(self, theory: str, node: xr.Dataset) -> None:
        group = self._root().require_group(theory)
        packed = packing.pack(node)
        size = packed.shape[-1]
        _created(group, packing.NAME, packed, size, size)[...] = packed.values
        group.attrs.update({str(key): value for key, value in node.attrs.items()})
        self.finished[theory] = node

    def finish(self, manifest: Manifest) -> Manifest:
        """Put what was written in its place, with its manifest, and return the manifest.

        Theories that were begun and not done are left out.
        """
        root = self._root()
        for theory in sorted(set(root.group_keys()) - set(self.finished)):
            del root[theory]
        for node in list(self.finished.values())[:1]:  # all theories have the same labels
            labels = xr.Dataset(coords=node.coords, attrs=dict(manifest.provenance))
            labels.to_zarr(self.folder / RESULTS, mode="a", zarr_format=3, consolidated=False)
        sealed = replace(
            manifest,
            made_with=made_with(),
            arrays=array_digests(self.folder),
            files=file_sizes(self.folder),
        )
        (self.folder / NAME).write_text(sealed.text(), encoding="utf-8")
        _settle(self.folder)
        _swap(self.folder, self.place)
        return sealed

    def _root(self) -> zarr.Group:
        return zarr.open_group(str(self.folder / RESULTS), mode="a", zarr_format=3)


@contextmanager
def writing(place: Path, draws: int, chunk: int) -> Generator[Writer]:
    """Give a writer for the run that is to stand at `place`; nothing is left behind unless it finishes.

    What an earlier process left half written beside `place` is cleared away first.
    """
    place = place.absolute()
    place.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(place)
    folder = _beside(place, PARTIAL)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield Writer(place, folder, draws, chunk)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(place: Path) -> list[Path]:
    """Clear away what processes that are no more left beside `place`, and return what it was.

    A run that was being replaced when its process died is put back.
    """
    gone = []
    for folder in sorted(place.parent.glob(f".{place.name}.*")):
        if folder.suffix not in (PARTIAL, REPLACED) or _at_work(folder):
            continue
        if folder.suffix == REPLACED and not place.exists():
            folder.rename(place)
        else:
            shutil.rmtree(folder, ignore_errors=True)
        gone.append(folder)
    return gone


def open_run(place: Path) -> xr.DataTree:
    """Return a stored run; values are read from disk when they are asked for.

    Raises:
        BrokenStore: it is missing, cut short, or of another schema.
    """
    if not place.is_dir():
        raise BrokenStore(f"there is no stored run at {place}")
    _check_files(place, read_manifest(place))
    try:
        return _opened(place / RESULTS)
    except (OSError, ValueError, KeyError, RuntimeError) as why:
        raise BrokenStore(f"the run at {place} cannot be opened ({why}); run the question again") from why


def verify_run(place: Path) -> Manifest:
    """Read every value of a stored run and return its manifest if all are as they were written.

    Raises:
        BrokenStore: some are not.
    """
    manifest = read_manifest(place)
    _check_files(place, manifest)
    try:
        found = array_digests(place)
    except (OSError, ValueError, KeyError, RuntimeError) as why:
        raise BrokenStore(f"the run at {place} cannot be read ({why}); run the question again") from why
    changed = sorted(
        name for name in {*found, *manifest.arrays} if found.get(name) != manifest.arrays.get(name)
    )
    if changed:
        raise BrokenStore(f"the run at {place} is not as it was written: {', '.join(changed)} changed")
    return manifest


def write_effects(path: Path, lines: Sequence[EffectLine]) -> None:
    """Write effects as CSV, one row for each theory, numbers in full."""
    rows = [asdict(line) for line in lines]
    names = list(EffectLine.__dataclass_fields__)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _opened(results: Path) -> xr.DataTree:
    """Return the tree: what is summarised is read at once, numbers of every draw when asked for."""
    labels = xr.open_dataset(results, engine="zarr", consolidated=False, chunks=None).load()
    nodes = {}
    for theory in labels.attrs["theories"]:
        if not (results / theory).is_dir():  # a cancelled run
            continue
        node = xr.open_dataset(results, engine="zarr", group=theory, consolidated=False, chunks=None)
        summarised = packing.unpack(node[packing.NAME], labels)
        rows = node.drop_vars(packing.NAME)
        nodes[theory] = (
            summarised.assign(rows.data_vars).assign_coords(labels.coords).assign_attrs(node.attrs)
        )
    return joined(nodes, labels.attrs)


def _created(group: zarr.Group, name: str, like: xr.DataArray, size: int, chunk: int) -> zarr.Array:
    """Make an array like this one, but with `size` along its last axis, cut into chunks along that alone."""
    return group.create_array(
        name,
        shape=(*like.shape[:-1], size),
        chunks=(*like.shape[:-1], chunk),
        dtype=like.dtype,
        dimension_names=[str(dim) for dim in like.dims],
        attributes={str(key): value for key, value in like.attrs.items()},
        chunk_key_encoding={"name": "default", "separator": "."},  # no folder for each dimension
    )


def _check_files(place: Path, manifest: Manifest) -> None:
    found = file_sizes(place)
    for name, size in manifest.files.items():
        if name not in found:
            raise BrokenStore(f"the run at {place} lacks the file {name}; run the question again")
        if found[name] != size:
            raise BrokenStore(
                f"the file {name} of the run at {place} has {found[name]} bytes and should have {size}; "
                "run the question again"
            )


def _settle(folder: Path) -> None:
    """Make sure that all is on disk before the folder gets its name."""
    with ThreadPoolExecutor(SYNCS) as pool:  # a disk settles many files about as fast as one
        list(pool.map(_on_disk, (*folder.rglob("*"), folder)))


def _on_disk(path: Path) -> None:
    with suppress(PermissionError):  # some systems do not let a folder be opened
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(folder: Path, place: Path) -> None:
    old = _beside(place, REPLACED)
    if place.exists():
        place.rename(old)
    folder.rename(place)
    _on_disk(place.parent)
    shutil.rmtree(old, ignore_errors=True)


def _beside(place: Path, kind: str) -> Path:
    return place.parent / f".{place.name}.{_machine()}-{os.getpid()}-{threading.get_ident()}{kind}"


def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _at_work(folder: Path) -> bool:
    """Say whether the process that writes `folder` may still be alive (certain only on this machine)."""
    machine, process, *_ = (*folder.stem.rsplit(".", 1)[-1].split("-"), "")
    if machine != _machine() or not process.isdigit() or os.name != "posix":
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # alive, and another user's
        return True
    return True
