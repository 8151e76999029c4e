"""What can be taken along of a run: its numbers in four forms, its figures, its scenario, its brief."""

import csv
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.faces.channels import COLUMNS, channel_rows, kept_channels
from detente.faces.runs import PAGE, TABLE
from detente.faces.web.stored import manifest_of, results_of
from detente.shelf.folders import cache_folder
from detente.vocabulary.errors import BrokenStore

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

PLACES = (
    "side",
    "party",
    "ending",
    "event",
)  # what a summarised quantity may belong to, beside world and month
ROWS = 2_000  # written at a time: meanwhile other threads, those that serve pages, wait
ONE_AT_A_TIME = threading.Lock()  # large files are made one after the other: two cores have other work


@dataclass(frozen=True)
class Kind:
    """One thing to be taken along. `make` writes it for the run in a folder, to a path."""

    name: str
    media: str
    says: str
    make: Callable[[Path, Path], None]


def available(folder: Path) -> Mapping[str, Kind]:
    """Return what there is to be taken along of the run in a folder: channels where they were found."""
    found = kept_channels(folder) is not None
    return {name: kind for name, kind in KINDS.items() if found or kind.make is not _channels}


def tidy(tree: "xr.DataTree") -> Iterator["pd.DataFrame"]:
    """Yield the summarised results of each theory as a long table: one row a quantity, world and month.

    Columns: theory, world, variable, unit, month, side, party, ending, event, and the statistics over draws
    (mean, its Monte Carlo error, quantiles). What was not watched, or no war was left to have, has no row.
    """
    for theory in tree.attrs["theories"]:
        if theory in tree.children:
            yield _tidy(theory, tree.children[theory].to_dataset())


def made(kind: Kind, folder: Path) -> Path:
    """Make a file to be taken along and return where it is; whoever has sent it removes it.

    Raises:
        BrokenStore: the run lacks what it is made of.
    """
    place = cache_folder() / "downloads"
    place.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place)
    os.close(handle)
    try:
        with ONE_AT_A_TIME:
            kind.make(folder, Path(name))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _tidy(theory: str, node: "xr.Dataset") -> "pd.DataFrame":
    import pandas as pd

    statistics = [str(word) for word in node["statistic"].values]
    parts = []
    for name, values in node.data_vars.items():
        if "statistic" not in values.dims:  # a number of every draw
            continue
        part = values.to_dataset(dim="statistic").to_dataframe().dropna(how="all").reset_index()
        parts.append(part.assign(variable=str(name), unit=values.attrs["units"]))
    whole = pd.concat(parts, ignore_index=True).assign(theory=theory)
    columns = ["theory", "world", "variable", "unit", "month", *PLACES, *statistics]
    texts = {name: "string" for name in columns[:4] + list(PLACES)}
    return whole.reindex(columns=columns).astype(texts)


def _netcdf(folder: Path, path: Path) -> None:
    results_of(folder).to_netcdf(path, engine="h5netcdf")


def _parquet(folder: Path, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    try:
        for frame in tidy(results_of(folder)):
            table = pa.Table.from_pandas(
                frame, schema=writer.schema if writer else None, preserve_index=False
            )
            writer = writer or pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def _csv(folder: Path, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for number, frame in enumerate(tidy(results_of(folder))):
            frame.to_csv(file, index=False, header=number == 0, lineterminator="\n", chunksize=ROWS)


def _scenario(folder: Path, path: Path) -> None:
    path.write_text(manifest_of(folder).scenario_text, encoding="utf-8", newline="")


def _channels(folder: Path, path: Path) -> None:
    found = kept_channels(folder)
    if found is None:
        raise BrokenStore("nobody has asked yet through which causes the effects of this run pass")
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerows([COLUMNS, *channel_rows(found)])


def _kept(name: str) -> Callable[[Path, Path], None]:
    def copied(folder: Path, path: Path) -> None:
        try:
            path.write_bytes((folder / name).read_bytes())
        except FileNotFoundError as why:
            raise BrokenStore(f"the file {name} of this run is missing; write its pages again") from why

    return copied


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "results.nc",
            "application/x-netcdf",
            "NetCDF: everything, numbers of every draw too; one group a theory, for xarray",
            _netcdf,
        ),
        Kind(
            "results.parquet",
            "application/vnd.apache.parquet",
            "Parquet: every summarised number as one long table",
            _parquet,
        ),
        Kind("results.csv", "text/csv; charset=utf-8", "CSV: the same long table", _csv),
        Kind("effects.csv", "text/csv; charset=utf-8", "CSV: the paired differences alone", _kept(TABLE)),
        Kind(
            "channels.csv",
            "text/csv; charset=utf-8",
            "CSV: through which causes the differences pass, once that was found",
            _channels,
        ),
        Kind("scenario.yaml", "application/yaml", "YAML: the scenario, as it was written", _scenario),
        Kind(
            "brief.html",
            "text/html; charset=utf-8",
            "HTML: the brief, one file to be read offline",
            _kept(PAGE),
        ),
    )
}
