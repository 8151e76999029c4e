"""A dataset as a page for the terminal and as a JSON document."""

from typing import TYPE_CHECKING, Any

from rich.text import Text

from detente.evidence.datasets.dataset import Dataset
from detente.faces import datasets
from detente.faces.cli.screen import rows, table
from detente.shelf.datasets import Kept, kept
from detente.vocabulary.errors import InvalidInput, UnknownName

if TYPE_CHECKING:
    import pandas as pd


def listed(dataset: Dataset, copy: Kept | None) -> dict[str, Any]:
    """Return a dataset in a few words, and the copy that was added."""
    return {
        "name": dataset.name,
        "title": dataset.title,
        "version": dataset.version,
        "row": dataset.row,
        "makes_episodes": dataset.episodes is not None,
        "added": _copy(copy),
    }


def dataset_document(dataset: Dataset) -> dict[str, Any]:
    """Return all that is known of a dataset, its copy and its episodes as a JSON document."""
    from detente.shelf.packaged import citation, sources

    copy, works = kept(dataset.name), sources()
    document = {
        "schema": "detente/dataset-1",
        **listed(dataset, copy),
        "licence": dataset.licence,
        "attribution": dataset.attribution,
        "published_at": dataset.published_at,
        "file_names": list(dataset.file_names),
        "cite": [{"key": key, "work": citation(works[key])} for key in dataset.cite],
        "limits": list(dataset.limits),
        "key": list(dataset.key),
        "columns": [_column(dataset, place) for place in range(len(dataset.columns))],
        "episodes_need": list(dataset.episodes_need),
        "episodes_use": list(dataset.episodes_use),
        "rows": None,
        "further_columns": [],
        "remarks": [],
        "episodes": None,
    }
    return document if copy is None else document | _read(dataset)


def dataset_page(about: dict[str, Any]) -> list[object]:
    """Return a dataset for the terminal."""
    copy, page = about["added"], _opening(about)
    made = table(["Column", "Kind", "Meaning"])
    page += [rows(made, [(c["name"], c["kind"], c["meaning"]) for c in about["columns"]]), ""]
    page += ["What to know:", *(f"  {limit}" for limit in about["limits"]), ""] if about["limits"] else []
    if copy is None:
        page.append(f"Not added. Get the file, then: detente data add {about['file_names'][0]}")
        return page
    size = f"{copy['size']:,} bytes, SHA-256 {copy['sha256'][:12]}"
    page.append(f"Added     {copy['added']} from {copy['file']} ({size})")
    page.append(f"Rows      {about['rows']:,}, {len(about['further_columns'])} further columns kept")
    page += [f"note: {remark}" for remark in about["remarks"]]
    return page + _episodes_page(about["episodes"])


def _opening(about: dict[str, Any]) -> list[object]:
    page: list[object] = [
        Text(about["name"], "bold"),
        "",
        f"{about['title']}, version {about['version']}",
        "",
    ]
    page += [f"A row is  {about['row']}", f"Get it    {about['published_at']}"]
    page += [f"File      {', '.join(about['file_names'])}", f"Licence   {about['licence']}"]
    page += [f"Say       {about['attribution']}"] if about["attribution"] else []
    page += [f"Cite      {work['work']}" for work in about["cite"]]
    also = [name for name in about["episodes_need"] if name != about["name"]]
    if also or about["episodes_use"]:
        used = f"; with {', '.join(about['episodes_use'])} where added" if about["episodes_use"] else ""
        page.append(f"Episodes  need {', '.join(also) or 'nothing else'}{used}")
    return [*page, ""]


def _episodes_page(about: dict[str, Any] | None) -> list[object]:
    if about is None:
        return []
    if about["missing"]:
        return ["", f"Episodes  none yet: {about['missing']}"]
    made = table(["Episodes", ("Number", "right"), ("Going on", "right"), ("Median days seen", "right")])
    content = [
        (kind["kind"], f"{kind['episodes']:,}", kind["censored"], f"{kind['median_days']:,.0f}")
        for kind in about["kinds"]
    ]
    ended = ", ".join(f"{ending} {number}" for ending, number in about["endings"].items())
    return [
        "",
        rows(made, content),
        "",
        f"Ended     {ended}",
        f"Begun     {about['first']} to {about['last']}",
    ]


def _column(dataset: Dataset, place: int) -> dict[str, Any]:
    column = dataset.columns[place]
    return {
        "name": column.name,
        "kind": column.kind,
        "meaning": column.meaning,
        "may_lack": column.may_lack,
        "allowed": None if column.allowed is None else list(column.allowed),
    }


def _copy(copy: Kept | None) -> dict[str, Any] | None:
    if copy is None:
        return None
    return {
        "file": copy.file,
        "version": copy.version,
        "sha256": copy.sha256,
        "size": copy.size,
        "added": copy.added,
    }


def _read(dataset: Dataset) -> dict[str, Any]:
    from detente.evidence.reading.reader import remarks

    read = datasets.table(dataset.name)
    return {
        "rows": len(read),
        "further_columns": [name for name in read.columns if name not in dataset.column_names()],
        "remarks": list(remarks(dataset, read)),
        "episodes": None if dataset.episodes is None else _episodes(dataset),
    }


def _episodes(dataset: Dataset) -> dict[str, Any]:
    try:
        made = datasets.episodes(dataset.name)
    except (UnknownName, InvalidInput) as why:
        return {"missing": str(why)}
    ended = made.loc[made["ending"] != "", "ending"].value_counts()
    return {
        "missing": "",
        "episodes": len(made),
        "first": f"{made['begins'].min():%Y-%m-%d}",
        "last": f"{made['begins'].max():%Y-%m-%d}",
        "kinds": [_kind(str(kind), wars) for kind, wars in made.groupby("kind")],
        "endings": {str(ending): int(number) for ending, number in ended.items()},
    }


def _kind(kind: str, wars: "pd.DataFrame") -> dict[str, Any]:
    return {
        "kind": kind,
        "episodes": len(wars),
        "censored": int(wars["censored"].sum()),
        "median_days": float(wars["days"].median()),
    }
