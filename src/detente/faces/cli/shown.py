"""Theories and causes as pages for the terminal and as JSON documents."""

from typing import Any

from rich.text import Text

from detente.faces import library
from detente.faces.cli.screen import rows, table
from detente.pipeline import brief_words as words
from detente.pipeline.brief_beliefs import Belief, belief
from detente.vocabulary import Mechanism, Theory, title
from detente.vocabulary.record import AboutParam


def opening(cause: type[Mechanism]) -> str:
    """Return what a cause says, without its name in front."""
    said = library.sentence(cause).split(": ", 1)[-1]
    return said[:1].upper() + said[1:]


def causes_document() -> dict[str, Any]:
    """Return all causes with how many numbers each has and how many are assumed."""
    listed: list[dict[str, Any]] = [
        {
            "name": name,
            "parameters": len(library.parameters(cause)),
            "assumed": library.assumed(cause),
            "says": library.sentence(cause),
            "answers": cause.answers,
        }
        for name, cause in library.causes().items()
    ]
    total = {key: sum(c[key] for c in listed) for key in ("parameters", "assumed")}
    return {"schema": "detente/causes-1", **total, "causes": listed}


def cause_document(cause: type[Mechanism]) -> dict[str, Any]:
    """Return one cause as a JSON document."""
    return {
        "schema": "detente/cause-1",
        "name": title(cause),
        "entry": library.entry(cause),
        "answers": cause.answers,
        "rivals": list(library.rivals(cause)),
        "theories": list(library.used_by(cause)),
        "parameters": [_parameter(name, entry) for name, entry in library.parameters(cause).items()],
    }


def _parameter(name: str, entry: AboutParam) -> dict[str, Any]:
    assert entry.prior is not None  # every parameter is declared with one
    believed = belief(entry.prior)
    return {
        "name": name,
        "meaning": entry.meaning,
        "unit": entry.unit,
        "median": believed.median,
        "low90": believed.low,
        "high90": believed.high,
        "prior": repr(entry.prior),
        "source": entry.source,
        "note": entry.note,
    }


def cause_page(cause: type[Mechanism]) -> list[object]:
    """Return a cause for the terminal."""
    about = cause_document(cause)
    made = table(["Number", ("Median", "right"), ("90% of belief", "right"), "Unit", "Source", "Meaning"])
    listed = []
    for entry, declared in zip(about["parameters"], library.parameters(cause).values(), strict=True):
        assert declared.prior is not None
        believed = belief(declared.prior)
        note = f" ({entry['note']})" if entry["note"] else ""
        shown = (words.amount(believed.median), interval(believed), entry["unit"], entry["source"])
        listed.append((entry["name"], *shown, entry["meaning"] + note))
    assumed = library.assumed(cause)
    count = f"{assumed} of {len(listed)} numbers assumed" if listed else "no numbers of its own"
    page: list[object] = [Text(about["name"], "bold"), "", about["entry"], ""]
    page += [rows(made, listed), ""] if listed else []
    page += [
        f"Numbers   {count}",
        f"Rivals    {_listed(about['rivals'])}",
        f"Theories  {_listed(about['theories'])}",
    ]
    return [*page, f"Answers   {cause.answers}"] if cause.answers else page


def interval(believed: Belief) -> str:
    """Return a 90% interval of belief in two digits."""
    if believed.fixed:
        return "fixed"
    return f"{words.amount(believed.low, 2)} to {words.amount(believed.high, 2)}"


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "none"


def theory_document(theory: Theory) -> dict[str, Any]:
    """Return one theory as a JSON document."""
    stakes = [{"cause": c, "effect": e, "sign": sign} for (c, e), sign in theory.expects.items()]
    return {
        "schema": "detente/theory-1",
        "name": theory.name,
        "claim": theory.claim,
        "causes": sorted(theory.names),
        "expects": stakes,
        "sources": list(theory.sources),
    }


SIGNS = {"+": "raises", "-": "lowers", "0": "does not move", "?": "may raise or lower"}


def theory_page(theory: Theory) -> list[object]:
    """Return a theory for the terminal."""
    causes = {name: library.causes()[name] for name in sorted(theory.names)}
    made = table(["Cause", ("Numbers", "right"), ("Assumed", "right"), "What it says"])
    listed = [(n, len(library.parameters(c)), library.assumed(c), opening(c)) for n, c in causes.items()]
    stakes = [f"  {cause} {SIGNS[sign]} {effect}" for (cause, effect), sign in theory.expects.items()]
    page: list[object] = [Text(theory.name, "bold"), "", theory.claim, "", rows(made, listed), ""]
    page += ["It stakes its name on:", *stakes, ""] if stakes else []
    return [*page, f"Sources   {_listed(list(theory.sources))}"]
