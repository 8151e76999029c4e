"""One rival explanation of how wars go on and end, one file. This file never changes: it finds the others."""

import pkgutil
from importlib import import_module
from types import ModuleType

from detente.vocabulary import Theory


def all_theories() -> dict[str, Theory]:
    """Return every theory in this folder by the name a command line gives it, in alphabetical order."""
    files = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {_spoken(file): _only_theory(file, import_module(f"{__name__}.{file}")) for file in files}


def _spoken(file: str) -> str:
    return file.replace("_", "-")


def _only_theory(file: str, module: ModuleType) -> Theory:
    theory = getattr(module, file, None)
    if isinstance(theory, Theory) and theory.name == _spoken(file):
        return theory
    raise ImportError(
        f"theories/{file}.py must define `{file} = Theory(name={_spoken(file)!r}, ...)`: one theory a file, "
        "named after the file."
    )
