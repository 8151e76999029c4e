"""Random numbers for what is fitted: from the engine's own named streams, never from anywhere else."""

import numpy as np

from detente.pipeline.luck import normal, stream_keys, threefry, uniform


def uniforms(seed: int, name: str, rows: int, columns: int) -> np.ndarray:
    """Return (row, column) numbers strictly between 0 and 1 from the stream called `name`.

    >>> few, many = uniforms(1, "stacking", 2, 3), uniforms(1, "stacking", 4, 3)
    >>> bool((many[:2] == few).all())
    True
    """
    return uniform(_words(seed, name, rows, columns)).astype(np.float64)


def normals(seed: int, name: str, rows: int, columns: int) -> np.ndarray:
    """Return (row, column) standard normal numbers from the stream called `name`."""
    return np.asarray(normal(_words(seed, name, rows, columns)), dtype=np.float64)


def _words(seed: int, name: str, rows: int, columns: int) -> np.ndarray:
    row, column = np.meshgrid(
        np.arange(rows, dtype=np.uint32), np.arange(columns, dtype=np.uint32), indexing="ij"
    )
    (first, second), *_ = stream_keys(seed, (name,))
    word, _ = threefry((np.full_like(row, first), np.full_like(row, second)), (row, column))
    return word
