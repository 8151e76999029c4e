"""Official files for tests: the real ones where they are at hand, and made-up ones of the same form."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from detente.evidence.datasets.catalogue import datasets, recognised
from detente.evidence.datasets.dataset import Column, Dataset
from detente.evidence.reading.reader import read_table
from detente.shelf.datasets import decoded

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FILES = {
    "cow-interstate": "cow/Inter-StateWarData_v4.0.csv",
    "icb-actors": "icb/icb2v14.csv",
    "icb-crises": "icb/icb1v14.csv",
    "interstate-war-data": "iwd/iwd_v1.2.csv",
    "jones-olken": "jones_olken/jo_country_year.csv",
    "leader-attempts": "jones_olken/qss_leaders.csv",
    "ucdp-agreements": "ucdp/pad.csv",
    "ucdp-battle-deaths": "ucdp/BattleDeaths_v24_1_conf.csv",
    "ucdp-conflict": "ucdp/UcdpPrioConflict_v24_1.csv",
    "ucdp-support": "ucdp/esd_actor_year_v18_1.csv",
    "ucdp-termination": "ucdp/ucdp-term-acd-3-2021.csv",
    "ukraine-monthly": "ukraine/monthly.csv",
    "war-episodes": "cow/episodes.csv",
}


def real_path(name: str) -> Path:
    """The real file of a dataset, or the test is skipped."""
    path = FOLDER / FILES[name]
    if not path.exists():
        pytest.skip(f"the official file {path.name} is not at hand: it may not be distributed")
    return path


def ready_made(file: str) -> pd.DataFrame:
    """A table that others made of the official files, or the test is skipped."""
    path = FOLDER / file
    if not path.exists():
        pytest.skip(f"the public record {path.name} is not at hand: it may not be distributed")
    return pd.read_csv(path)


@cache
def real_tables() -> dict[str, pd.DataFrame]:
    """Every real file, read by the product."""
    found = {}
    for name in FILES:
        text, _ = decoded(real_path(name).read_bytes(), FILES[name])
        known = recognised(text)
        assert known is not None and known.name == name
        found[name] = read_table(known, text, FILES[name])
    return found


def made_up(name: str) -> str:
    """A file that the dataset's description admits: as many rows as it must have, every row another."""
    dataset = datasets()[name]
    lines = [",".join(dataset.column_names())]
    lines += [",".join(_cells(dataset, row)) for row in range(dataset.least_rows)]
    return "\n".join(lines) + "\n"


def _cells(dataset: Dataset, row: int) -> list[str]:
    return [_cell(dataset, column, row) for column in dataset.columns]


def _cell(dataset: Dataset, column: Column, row: int) -> str:
    if column.name == dataset.version_column:
        return dataset.version
    if column.allowed is not None:
        return column.allowed[row % len(column.allowed)]
    if column.kind == "date":
        return f"{1950 + row % 50}-03-01"
    if column.kind == "flag":
        return str(row % 2)
    return f"word {row}" if column.kind == "text" else str(1900 + row)
