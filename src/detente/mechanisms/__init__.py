"""One cause, one file. This file never changes: it finds the others."""

import pkgutil
from importlib import import_module
from types import ModuleType

from detente.vocabulary import Mechanism


def catalogue() -> dict[str, type[Mechanism]]:
    """Return every cause in this folder, by file name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: _only_cause(name, import_module(f"{__name__}.{name}")) for name in names}


def _only_cause(name: str, module: ModuleType) -> type[Mechanism]:
    wanted = name.title().replace("_", "")
    try:
        return getattr(module, wanted)
    except AttributeError:
        raise ImportError(
            f"mechanisms/{name}.py must define `class {wanted}(Mechanism)`: "
            "one cause a file, named after the file."
        ) from None
