"""Why a file is none of the datasets: the one that it resembles most, and what it lacks."""

from detente.evidence.datasets.catalogue import datasets
from detente.evidence.datasets.dataset import Dataset
from detente.evidence.reading.records import header
from detente.vocabulary.errors import Problem, did_you_mean

RESEMBLES = 0.5  # share of a dataset's columns from which a file is taken for a spoilt copy of it


def why_not(text: str, file: str) -> list[Problem]:
    """Return what keeps a file from being one of the datasets, told by the names in its first line."""
    names = header(text)
    nearest = max(datasets().values(), key=lambda dataset: _share(dataset, names))
    if _share(nearest, names) < RESEMBLES:
        what = "no dataset that detente reads has these columns"
        shown = ", ".join(names[:6]) or "none"
        why = f"the first line names {shown}{' ...' if len(names) > 6 else ''}"
        return [Problem(file, 1, 1, what, why, "see 'detente data list' for the datasets")]
    why = f"it looks like {nearest.name} ({nearest.title}, {nearest.version}), which has one"
    lacking = (name for name in nearest.column_names() if name not in names)
    others = [name for name in names if name not in nearest.column_names()]
    return [Problem(file, 1, 1, f"there is no column {n!r}", why, did_you_mean(n, others)) for n in lacking]


def _share(dataset: Dataset, names: tuple[str, ...]) -> float:
    return len(set(dataset.column_names()) & set(names)) / len(dataset.columns)
