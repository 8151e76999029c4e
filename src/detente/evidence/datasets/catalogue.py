"""All datasets by name, found by a walk over this package, and which of them a file is."""

from collections.abc import Collection
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import detente.evidence.datasets as package
from detente.evidence.datasets.dataset import Dataset
from detente.evidence.reading.records import header


@cache
def datasets() -> dict[str, Dataset]:
    """Return every dataset by its name, in alphabetical order."""
    modules = (import_module(f"{package.__name__}.{m.name}") for m in iter_modules(package.__path__))
    found = {item.name: item for m in modules for item in vars(m).values() if isinstance(item, Dataset)}
    return dict(sorted(found.items()))


def recognised(text: str) -> Dataset | None:
    """Return the dataset whose columns the first line of `text` holds; the beginning of a file is enough."""
    return with_columns(header(text))


def with_columns(names: Collection[str]) -> Dataset | None:
    """Return the dataset all of whose columns are among `names`: of several, the one that needs the most."""
    whole = [dataset for dataset in datasets().values() if set(dataset.column_names()) <= set(names)]
    return max(whole, key=lambda dataset: len(dataset.columns), default=None)
