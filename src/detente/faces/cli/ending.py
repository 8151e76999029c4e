"""How a command ends: every failure is a sentence and an exit status, never a traceback."""

import sys
from collections.abc import Callable

from detente.vocabulary.errors import Cancelled, DetenteError, InvalidInput, UnknownName

FAILED, BAD_INPUT, STOPPED = 1, 2, 130


def said(work: Callable[[], object]) -> int:
    """Do the work; say on stderr in plain words what went wrong, and return the exit status."""
    try:
        work()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except KeyboardInterrupt:
        return _refuse("stopped", STOPPED)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stderr.close()
        return 0
    except DetenteError as error:
        return _refuse(str(error), status(error))
    except Exception as error:
        return _refuse(f"error: {_sentence(error)}", FAILED)
    return 0


def status(error: DetenteError) -> int:
    """Return the exit status that belongs to an error."""
    if isinstance(error, Cancelled):
        return STOPPED
    return BAD_INPUT if isinstance(error, InvalidInput | UnknownName) else FAILED


def _refuse(words: str, status: int) -> int:
    print(words, file=sys.stderr)
    return status


def _sentence(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "there is not enough memory; ask for fewer draws, lives or months"
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return f"{first} ({type(error).__name__})" if first else type(error).__name__
