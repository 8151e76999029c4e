"""Read one text file that somebody else wrote, and say what is wrong with it rather than fail."""

import codecs
import stat
from pathlib import Path

from detente.vocabulary.errors import InvalidInput, Problem

LARGEST = 2_000_000  # bytes of a document, wherever one is read: far above any scenario, far below memory

_MARKS = {
    codecs.BOM_UTF8: "UTF-8 with a byte order mark",
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def read_text(path: Path, largest: int = LARGEST) -> str:
    """Return the text of the file at `path`, which must be plain UTF-8 of at most `largest` bytes.

    The size is asked before anything is read. Raises InvalidInput for a file that is missing, not a
    file, too large, empty, binary, or in another encoding.
    """
    file = str(path)
    return decoded(_bytes(path, largest), file, largest)


def decoded(data: bytes, file: str, largest: int = LARGEST) -> str:
    """Return `data` as text; `file` is the name that problems carry.

    >>> decoded("a: 1".encode(), "my.yaml")
    'a: 1'

    Raises InvalidInput as `read_text` does.
    """
    if len(data) > largest:
        raise _refused(
            file, f"the file is larger than {largest:,} bytes", "nothing of it is read", "shorten it"
        )
    if not data.strip():
        raise _refused(file, "the file is empty", "there is nothing to read", "write a scenario, or copy one")
    mark = next((mark for mark in _MARKS if data.startswith(mark)), None)
    if mark is not None:
        raise _refused(file, f"the file is {_MARKS[mark]}", "only plain UTF-8 is read", "save it as UTF-8")
    if (place := data.find(b"\0")) >= 0:
        raise _at(file, data, place, "there is a zero byte", "this is no text file", "give a YAML file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        raise _at(file, data, error.start, what, "only plain UTF-8 is read", "save it as UTF-8") from None


def _bytes(path: Path, largest: int) -> bytes:
    file = str(path)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise _refused(file, "this is a folder", "a file is needed", "name a file in it")
        if not stat.S_ISREG(about.st_mode):
            raise _refused(
                file, "this is not a regular file", "its size cannot be known", "save it as a file"
            )
        if about.st_size > largest:
            what = f"the file has {about.st_size:,} bytes"
            raise _refused(file, what, f"at most {largest:,} are read", "shorten it, or give another file")
        with path.open("rb") as stream:
            return stream.read(largest + 1)
    except FileNotFoundError:
        raise _refused(file, "there is no such file", "nothing can be read", "check the name") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _refused(
            file, "the file cannot be opened", why.lower(), "check its name and permissions"
        ) from None


def _refused(file: str, what: str, why: str, fix: str) -> InvalidInput:
    return InvalidInput([Problem(file, 0, 0, what, why, fix)])


def _at(file: str, data: bytes, place: int, what: str, why: str, fix: str) -> InvalidInput:
    line = data.count(b"\n", 0, place) + 1
    column = len(data[data.rfind(b"\n", 0, place) + 1 : place].decode("utf-8", "replace")) + 1
    return InvalidInput([Problem(file, line, column, what, why, fix)])
