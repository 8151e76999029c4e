"""What detente brings along: its scenarios, its arguments and its bibliography."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from detente.shelf.read_text import decoded
from detente.shelf.read_yaml import Document, parsed, read_yaml
from detente.vocabulary.errors import InvalidInput, Problem, did_you_mean

_SUFFIX = ".yaml"
_SCENARIOS, _ARGUMENTS = "detente.scenarios", "detente.arguments"


@dataclass(frozen=True)
class Source:
    """One work that detente cites.

    where     journal, publisher or address
    held      how it was seen: read, secondary, computed, derived, memory (never quoted as verified)
    supports  what detente uses it for
    """

    key: str
    authors: tuple[str, ...]
    year: str
    title: str
    where: str
    held: str
    supports: str
    note: str = ""


def scenario_names() -> tuple[str, ...]:
    """Return the names of the scenarios that come with detente, in alphabetical order."""
    return _names(_SCENARIOS)


def argument_names() -> tuple[str, ...]:
    """Return the names of the arguments that come with detente, in alphabetical order."""
    return _names(_ARGUMENTS)


def packaged_scenario(name: str) -> Document:
    """Return the file of a scenario that comes with detente.

    Raises InvalidInput where there is none of that name.
    """
    return _packaged("scenario", _SCENARIOS, name)


def packaged_argument(name: str) -> Document:
    """Return the file of an argument that comes with detente.

    Raises InvalidInput where there is none of that name.
    """
    return _packaged("argument", _ARGUMENTS, name)


def scenario_file(name_or_path: str) -> Document:
    """Return the file meant by `name_or_path`: a scenario that comes with detente, or a file on disk.

    Anything with a dot or a slash in it is a path. Raises InvalidInput with every problem found.
    """
    return read_yaml(Path(name_or_path)) if _is_path(name_or_path) else packaged_scenario(name_or_path)


def argument_file(name_or_path: str) -> Document:
    """Return the file meant by `name_or_path`: an argument that comes with detente, or a file on disk.

    As `scenario_file`.
    """
    return read_yaml(Path(name_or_path)) if _is_path(name_or_path) else packaged_argument(name_or_path)


def _is_path(name_or_path: str) -> bool:
    return any(mark in name_or_path for mark in "./\\")


def _names(package: str) -> tuple[str, ...]:
    files = resources.files(package).iterdir()
    return tuple(sorted(file.name.removesuffix(_SUFFIX) for file in files if file.name.endswith(_SUFFIX)))


@cache
def _packaged(kind: str, package: str, name: str) -> Document:
    known = _names(package)
    if name not in known:
        why = f"no {kind} of that name comes with detente"
        what = f"there is no {kind} called {name[:60]!r}"
        raise InvalidInput([Problem(name[:60], 0, 0, what, why, did_you_mean(name[:60], known))])
    file = name + _SUFFIX
    return parsed(decoded(resources.files(package).joinpath(file).read_bytes(), file), file)


@cache
def sources() -> dict[str, Source]:
    """Return every work in the bibliography, by key."""
    from pybtex.database import parse_string  # here: a quarter of a second that most commands need not pay

    text = resources.files("detente").joinpath("sources.bib").read_text(encoding="utf-8")
    return {key: _source(key, entry) for key, entry in parse_string(text, "bibtex").entries.items()}


def source_keys() -> frozenset[str]:
    """Return the keys that a number may name as its source."""
    return frozenset(sources())


def citation(source: Source) -> str:
    """Return one line that cites a work: authors, year, title, where.

    >>> citation(Source("r60", ("Richardson, L. F.",), "1960", "Arms and Insecurity", "Boxwood", "read", ""))
    'Richardson, L. F. (1960). Arms and Insecurity. Boxwood.'
    """
    names = source.authors
    who = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    if len(names) > 3:
        who = f"{names[0]} and others"
    parts = (source.title, source.where)
    return (
        ". ".join([f"{who} ({source.year or 'no date'})", *(part.rstrip(".") for part in parts if part)])
        + "."
    )


def _source(key: str, entry: object) -> Source:
    fields = {name: _plain(text) for name, text in entry.fields.items()}  # ty: ignore[missing-attribute]
    persons = entry.persons.get("author", [])  # ty: ignore[missing-attribute]
    return Source(
        key=key,
        authors=tuple(_plain(str(person)) for person in persons),
        year=fields.get("year", ""),
        title=fields.get("title", ""),
        where=_where(fields),
        held=fields.get("held", ""),
        supports=fields.get("supports", ""),
        note=fields.get("note", ""),
    )


def _where(fields: dict[str, str]) -> str:
    if "journal" in fields:
        issue = f" {fields['volume']}" if "volume" in fields else ""
        issue += f"({fields['number']})" if "number" in fields else ""
        return fields["journal"] + issue + (f", {fields['pages']}" if "pages" in fields else "")
    known = (fields.get(name, "") for name in ("publisher", "howpublished", "url"))
    return next((text for text in known if text), "")


def _plain(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").replace("--", "–").split())
