"""The pages of the workbench: one file a place, each with a `router`; a new file is found by itself."""

import pkgutil
from importlib import import_module

from fastapi import APIRouter


def every() -> tuple[APIRouter, ...]:
    """Return the routers of all places, in alphabetical order."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").router for name in names)
