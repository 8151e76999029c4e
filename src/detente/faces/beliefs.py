"""What theories believe of their numbers: their priors, or what a record of wars leaves of them."""

import ast
import inspect
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from detente.pipeline.provenance import theory_hash
from detente.shelf import posteriors as shelf
from detente.vocabulary import Mechanism, Posterior, Theory, title
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean

PRIOR = "prior"


@dataclass(frozen=True)
class Believed:
    """Theories as they are to be asked.

    record   name of the reference class whose posteriors they have; `PRIOR` where priors speak
    without  theories of which there is no posterior that fits them, so that their priors speak
    weights  by theory, how much its forecasts of that class were worth among the others'; empty if not known
    """

    theories: tuple[Theory, ...]
    record: str
    without: tuple[str, ...] = ()
    weights: dict[str, float] = field(default_factory=dict)


def believed(
    theories: Iterable[Theory], record: str, option: str = "--class", home: Path | None = None
) -> Believed:
    """Return the theories with their posteriors for a reference class, or as they are for `PRIOR`.

    Raises:
        InvalidInput: there are no posteriors for a class of that name.
    """
    asked = tuple(theories)
    if record == PRIOR:
        return Believed(asked, record)
    known = shelf.records(home)
    if record not in known:
        what, why = f"there are no posteriors for {record!r}", "theories speak by what a class of wars left"
        fix = (
            f"{did_you_mean(record, (*known, PRIOR))}; 'detente calibrate' makes posteriors of other classes"
        )
        raise InvalidInput([Problem(option, 0, 0, what, why, fix)])
    found = {theory.name: posterior(theory, record, home) for theory in asked}
    told = tuple(replace(theory, posterior=found[theory.name]) for theory in asked)
    without = tuple(name for name, one in found.items() if one is None)
    return Believed(told, record, without, weights_of(told, home))


def wanted_record(prior: bool, record: str | None) -> str:
    """Return what is wished for as `Wishes.record`.

    Raises:
        InvalidInput: both priors and a class were asked for.
    """
    if prior and record:
        what, why = "--prior and --class are both given", "theories speak by priors or by a class of wars"
        raise InvalidInput([Problem("--class", 0, 0, what, why, "leave one of them out")])
    return PRIOR if prior else record or ""


def posterior(theory: Theory, record: str, home: Path | None = None) -> Posterior | None:
    """Return what a reference class leaves of a theory; none where no file fits the theory as it is now."""
    from detente.evidence.posteriors import posterior_of

    digest = theory_digest(theory)
    for file in shelf.found(record, theory.name, home):
        if file.says.get("theory_sha256") == digest:
            found = posterior_of(file.says, theory, file.digest)
            return replace(found, loses=theory.name in _losing(record, home))
    return None


def _losing(record: str, home: Path | None) -> tuple[str, ...]:
    """Return the theories that lost to the base rate on wars of the class that they had not seen."""
    for file in shelf.found(record, shelf.WEIGHTS, home):
        return tuple(file.says.get("backtest", {}).get("losing", ()))
    return ()


def weights_of(theories: tuple[Theory, ...], home: Path | None = None) -> dict[str, float]:
    """Return by theory the weight of its forecasts among the others', of the class that they speak by.

    Empty where it is not known, where there is one theory only, and where priors speak.
    """
    records = {theory.posterior.record for theory in theories if theory.posterior}
    if len(records) != 1 or len(theories) < 2:
        return {}
    for file in shelf.found(records.pop(), shelf.WEIGHTS, home):
        known = {name: float(row["weight"]) for name, row in file.says["weights"].items()}
        own = {theory.name: known.get(theory.name, 0.0) if theory.posterior else 0.0 for theory in theories}
        return own if sum(own.values()) > 0 else {}
    return {}


def theory_digest(theory: Theory) -> str:
    """Return the SHA-256 of a theory's equations and priors: what a fit of it depends on.

    Words do not count: a posterior stays good when a cause is better explained.
    """
    plain = replace(theory, posterior=None)
    return theory_hash(plain, {title(cause): code(cause) for cause in theory.causes})


@cache
def code(cause: type[Mechanism]) -> str:
    """Return what the file of a cause computes: its syntax without comments, docstrings and meanings."""
    tree = ast.parse(inspect.getsource(sys.modules[cause.__module__]))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "param":
            node.args = node.args[1:]
            node.keywords = [word for word in node.keywords if word.arg not in ("source", "unit")]
    return ast.unparse(tree)
