"""The files of datasets that a user added: a copy of each, with its digest, size and the day it was added."""

import codecs
import contextlib
import hashlib
import json
import os
import stat
import tempfile
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from detente.shelf.folders import data_folder
from detente.vocabulary.errors import BrokenStore, InvalidInput, Problem

LARGEST = 200_000_000  # bytes
HEAD = 200_000  # bytes that are enough to see the names of all columns
SUFFIXES = (".csv", ".tab", ".tsv", ".txt")
_ABOUT = "about.json"
_NO_TEXT = {
    b"PK\x03\x04": (
        "a spreadsheet or a zip archive",
        "save the sheet as CSV in UTF-8, or unpack the archive",
    ),
    b"\x1f\x8b": ("packed with gzip", "unpack it"),
    b"\xd0\xcf\x11\xe0": ("an old Excel file", "save the sheet as CSV in UTF-8"),
    b"%PDF": ("a PDF", "get the CSV file"),
    codecs.BOM_UTF16_LE: ("UTF-16", "save it as CSV in UTF-8"),
    codecs.BOM_UTF16_BE: ("UTF-16", "save it as CSV in UTF-8"),
}


@dataclass(frozen=True)
class Kept:
    """One dataset that was added.

    file     name of the file that the user gave
    sha256   of its bytes, which are kept as they are
    added    in UTC, to the second
    """

    name: str
    file: str
    sha256: str
    size: int
    added: str
    version: str = ""


def files_in(path: Path) -> list[Path]:
    """Return the file at `path`, or every file in the folder at `path` and below, hidden ones left out."""
    if not path.is_dir():
        return [path]
    below = (file for file in path.rglob("*") if file.is_file())
    return sorted(
        file for file in below if not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


def may_be_table(path: Path) -> bool:
    """Return whether the name of a file found in a folder is that of a table in text."""
    return path.suffix.lower() in SUFFIXES


def head(path: Path) -> str:
    """Return the beginning of a file as text, enough to see its columns; nothing where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return decoded(stream.read(HEAD), str(path), cut=True)[0]
    except (OSError, InvalidInput):
        return ""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file of at most `largest` bytes; its size is asked before anything is read.

    Raises:
        InvalidInput: it is missing, no regular file, too large, or empty.
    """
    file = str(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _refused(file, "this is not a regular file", "a file is needed", "name a CSV file")
        if about.st_size > largest:
            what = f"the file has {about.st_size:,} bytes"
            raise _refused(file, what, f"at most {largest:,} are read", "give the official file alone")
        data = path.read_bytes()
    except FileNotFoundError:
        raise _refused(file, "there is no such file", "nothing can be read", "check the name") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _refused(
            file, "the file cannot be opened", why.lower(), "check its name and permissions"
        ) from None
    if not data.strip():
        raise _refused(file, "the file is empty", "there is nothing to read", "get the official file")
    return data


def decoded(data: bytes, file: str, cut: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the bytes of a table as text, and remarks on how they were read.

    What is not UTF-8 is read as Windows-1252, in which older files are written. `cut` allows the last letter
    to be cut apart.

    Raises:
        InvalidInput: a spreadsheet, an archive, UTF-16, or bytes that are no text.
    """
    for mark, (kind, fix) in _NO_TEXT.items():
        if data.startswith(mark):
            raise _refused(file, f"the file is {kind}", "only plain text with one row a line is read", fix)
    if b"\0" in data:
        raise _refused(
            file, "there is a zero byte", "this is no text file", "get the official file as CSV again"
        )
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data, final=not cut), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        said = f"{file} is not UTF-8 (line {line}): it was read as Windows-1252, so check names with accents"
        return data.decode("cp1252", errors="replace"), (said,)


def keep(name: str, version: str, file: str, data: bytes, home: Path | None = None) -> Kept:
    """Keep the bytes of a dataset and return what is known of them; what was kept before is replaced.

    The copy is written first and its description last, each under another name until it is whole: whatever
    happens in between, what is kept is the old file or the new one.
    """
    folder, digest = _folder(home) / name, hashlib.sha256(data).hexdigest()
    added = datetime.now(UTC).isoformat(timespec="seconds")
    kept = Kept(name, file, digest, len(data), added, version)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / digest, data)
    _write(folder / _ABOUT, (json.dumps(asdict(kept), indent=1) + "\n").encode())
    for other in folder.iterdir():
        if other.name not in {digest, _ABOUT}:
            other.unlink(missing_ok=True)
    return kept


def kept(name: str, home: Path | None = None) -> Kept | None:
    """Return what is known of the dataset that was added under this name, if there is one.

    Raises:
        BrokenStore: its description cannot be read.
    """
    path = _folder(home) / name / _ABOUT
    try:
        says: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as why:
        raise BrokenStore(f"{path} cannot be read ({why}); add the dataset again") from None
    if not isinstance(says, dict) or set(says) != {field.name for field in fields(Kept)}:
        raise BrokenStore(f"{path} is not the description of a dataset; add the dataset again")
    return Kept(**says)


def kept_bytes(kept: Kept, home: Path | None = None) -> bytes:
    """Return the bytes of a dataset that was added.

    Raises:
        BrokenStore: they are gone, or not those that were added.
    """
    path = _folder(home) / kept.name / kept.sha256
    try:
        data = path.read_bytes()
    except OSError as why:
        raise BrokenStore(f"{path} cannot be read ({why}); add {kept.name} again") from None
    if hashlib.sha256(data).hexdigest() != kept.sha256:
        raise BrokenStore(f"{path} is not the file that was added; add {kept.name} again")
    return data


def _folder(home: Path | None) -> Path:
    return (home or data_folder()) / "datasets"


def _write(path: Path, data: bytes) -> None:
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(part).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(part).unlink(missing_ok=True)
        raise


def _refused(file: str, what: str, why: str, fix: str) -> InvalidInput:
    return InvalidInput([Problem(file, 0, 0, what, why, fix)])
