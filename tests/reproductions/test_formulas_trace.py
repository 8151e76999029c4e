"""Every formula meant for a compiled step gives under jax.jit what it gives on plain numbers.

The arguments come from each formula's own doctest, so a new formula is checked as soon as it exists.
Formulas that say "Analysis only" (or whose file does) are left out.
"""

import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from importlib import resources
from types import ModuleType

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import detente.formulas

ANALYSIS = "Analysis only"
BATCH = 3
SOURCE_KEY = re.compile(r"\b[a-z]+(?:18|19|20)\d{2}\b|\b[a-z]+(?:_[a-z]+)+_v\d\b")
Call = tuple[tuple, dict]


def modules() -> list[ModuleType]:
    names = [entry.name for entry in pkgutil.iter_modules(detente.formulas.__path__)]
    return [importlib.import_module(f"detente.formulas.{name}") for name in sorted(names)]


def public_functions(module: ModuleType) -> list[Callable]:
    members = inspect.getmembers(module, inspect.isfunction)
    return [f for name, f in members if f.__module__ == module.__name__ and not name.startswith("_")]


def compiled_formulas() -> list[Callable]:
    return [
        formula
        for module in modules()
        if ANALYSIS not in (module.__doc__ or "")
        for formula in public_functions(module)
        if ANALYSIS not in (formula.__doc__ or "")
    ]


def calls_in_doctest(formula: Callable) -> list[Call]:
    """Run the doctest and return the arguments with which it calls the formula."""
    calls: list[Call] = []

    def record(*args: object, **kwargs: object) -> object:
        calls.append((args, kwargs))
        return formula(*args, **kwargs)

    words = {**vars(inspect.getmodule(formula)), formula.__name__: record}
    for example in doctest.DocTestParser().get_examples(inspect.getdoc(formula)):
        exec(compile(example.source, formula.__name__, "single"), words)
    return calls


def title(formula: Callable) -> str:
    return f"{formula.__module__.rsplit('.', 1)[-1]}.{formula.__name__}"


def test_there_are_formulas_to_check() -> None:
    names = {title(formula) for formula in compiled_formulas()}
    assert {"lanchester.losses", "trust.averse_after_act", "forts.win_probability"} <= names
    assert "veto.agreement_probability" not in names


@pytest.mark.parametrize("formula", compiled_formulas(), ids=title)
def test_formula_compiles_to_what_it_says_on_numbers(formula: Callable) -> None:
    calls = calls_in_doctest(formula)
    assert calls, "the doctest must call the formula"
    for args, kwargs in calls:
        expected = formula(*args, **kwargs)
        compiled = jax.jit(formula)(*args, **kwargs)
        np.testing.assert_allclose(compiled, expected, rtol=2e-4, atol=1e-4)


@pytest.mark.parametrize("formula", compiled_formulas(), ids=title)
def test_formula_serves_arrays_element_by_element(formula: Callable) -> None:
    for args, kwargs in calls_in_doctest(formula):
        single = formula(*args, **kwargs)
        columns = [np.full(BATCH, x) for x in args], {k: np.full(BATCH, x) for k, x in kwargs.items()}
        on_numpy = formula(*columns[0], **columns[1])
        on_jax = jax.vmap(lambda a, k, formula=formula: formula(*a, **k))(
            *jax.tree.map(lambda x: jnp.asarray(x, dtype=jnp.float32), (columns[0], columns[1]))
        )
        expected = jax.tree.map(lambda x: np.full(BATCH, x), single)
        np.testing.assert_allclose(on_numpy, expected, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(on_jax, expected, rtol=2e-4, atol=1e-4)


@pytest.mark.parametrize("formula", compiled_formulas(), ids=title)
def test_formula_has_finite_slopes(formula: Callable) -> None:
    """Signs of theories are read off gradients, and one branch of `where` can poison them."""
    for args, kwargs in calls_in_doctest(formula):
        places = jax.tree.map(float, (args, kwargs))

        def total(places: Call, formula: Callable = formula) -> jax.Array:
            return sum(jax.tree.leaves(formula(*places[0], **places[1])))

        for slope in jax.tree.leaves(jax.grad(total)(places)):
            assert np.isfinite(slope)


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__.rsplit(".", 1)[-1])
def test_every_formula_is_documented_with_an_example(module: ModuleType) -> None:
    for formula in public_functions(module):
        doc = inspect.getdoc(formula) or ""
        assert ">>>" in doc, f"{title(formula)} has no example"
        assert "source" in (doc + (module.__doc__ or "")).lower(), f"{title(formula)} has no source"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__.rsplit(".", 1)[-1])
def test_every_source_is_in_the_bibliography(module: ModuleType) -> None:
    entries = resources.files("detente").joinpath("sources.bib").read_text(encoding="utf-8")
    known = set(re.findall(r"@\w+\{([^,\s]+),", entries))
    assert set(SOURCE_KEY.findall(inspect.getsource(module))) <= known
