"""Every form by name, found by walking this folder; and the mirror image of a test of any form."""

import pkgutil
from collections.abc import Mapping
from dataclasses import fields, replace
from importlib import import_module
from types import MappingProxyType
from typing import Any

from detente.pipeline import forms
from detente.pipeline.forms.form import Form, mirrored_text

_NOT_FORMS = ("catalogue", "checks", "deeds", "difference", "form", "words")


def _found() -> dict[str, type[Form]]:
    names = sorted(module.name for module in pkgutil.iter_modules(forms.__path__))
    return {name: _only_form(name) for name in names if name not in _NOT_FORMS}


def _only_form(name: str) -> type[Form]:
    wanted = name.title().replace("_", "")
    found = getattr(import_module(f"{forms.__name__}.{name}"), wanted, None)
    if not (isinstance(found, type) and issubclass(found, Form)):
        raise ImportError(f"forms/{name}.py must define `class {wanted}(Form)`: one form a file")
    return found


FORMS: Mapping[str, type[Form]] = MappingProxyType(_found())  # file name -> class, in alphabetical order


def mirrored[F: Form](form: F) -> F:
    """Return the same test with the sides exchanged in every deed and every path.

    Numbers and signs stay. Mirroring twice gives the test back.

    >>> from detente.pipeline.forms.sign import Sign
    >>> mirrored(Sign(do=("force B.deep-strike at 2",), moves="A.trust", by=6, sign=-1))
    Sign(against=(), moves='B.trust', by=6, sign=-1, smallest=0.0, do=('force A.deep-strike at 2',))
    """
    return replace(form, **{f.name: _exchanged(getattr(form, f.name)) for f in fields(form)})


def _exchanged(value: Any) -> Any:
    if isinstance(value, str):
        return mirrored_text(value)
    return tuple(_exchanged(part) for part in value) if isinstance(value, tuple) else value
