"""Files that appear whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text in UTF-8, line ends as they are; what stood there stays until the new one is whole."""
    write_bytes_whole(path, text.encode("utf-8"))


def write_bytes_whole(path: Path, data: bytes) -> None:
    """Write bytes, as `write_whole` does a text."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def clear_halves(folder: Path) -> None:
    """Remove what this process has half written in a folder."""
    for half in folder.glob(f".*.{os.getpid()}"):
        half.unlink(missing_ok=True)
