"""A run's results for those who look at them: opened once, and kept open while they are the same."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from detente.faces.runs import RESULTS
from detente.shelf.manifest import NAME, Manifest, read_manifest
from detente.vocabulary.errors import BrokenStore

if TYPE_CHECKING:
    import xarray as xr

KEPT = 4  # runs; what is summarised of one takes about 10 MB, numbers of draws stay on the disk


def results_of(folder: Path) -> "xr.DataTree":
    """Return the results of the run in a folder.

    Raises:
        BrokenStore: they are missing, cut short, or of another schema.
    """
    return _opened(folder / RESULTS, _changed(folder / RESULTS))


def manifest_of(folder: Path) -> Manifest:
    """Return the manifest of the run in a folder. Raises BrokenStore as `results_of`."""
    return _read(folder / RESULTS, _changed(folder / RESULTS))


@lru_cache(maxsize=KEPT)
def _opened(place: Path, _: int) -> "xr.DataTree":
    from detente.shelf.store import open_run

    return open_run(place)


@lru_cache(maxsize=2 * KEPT)
def _read(place: Path, _: int) -> Manifest:
    return read_manifest(place)


def _changed(place: Path) -> int:
    try:
        return (place / NAME).stat().st_mtime_ns
    except OSError as why:
        raise BrokenStore(
            f"the results of this run are missing ({why.strerror}); ask the question again"
        ) from why
