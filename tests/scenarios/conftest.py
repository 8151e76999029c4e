"""A valid scenario to spoil, and one way to hear what is wrong with it."""

from collections.abc import Callable

import pytest

from detente.mechanisms import catalogue
from detente.pipeline.scenario import Scenario
from detente.pipeline.scenario_file import parse
from detente.shelf.packaged import source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput, Problem

VALID = """\
name: small-war
title: A small war
says: Two sides and a backer.
begins: 2026-02-06
months: 24
sides: {A: side A, B: side B}
parties:
  backer: {label: backer, says: Backs side B}
start:
  A:
    force: {value: 650000, unit: soldier, source: kiis_2026, as_of: 2026-01, note: "a claim"}
    trust: {range: [0.1, 0.4], unit: 1, source: assumed}
    war_support: {median: 0.5, spread: 2, unit: 1, source: assumed}
  shared:
    age: {value: 12, unit: month, source: assumed}
    talks: {value: 1, unit: 1, source: assumed}
  backer:
    exposure: {value: 0.2, unit: 1, source: assumed}
    B:
      aid: {value: 1.5, unit: euro_bn/month, source: assumed}
happens:
- {event: B.deep-strike, month: 2, act: true, says: the act}
worlds:
- name: without
  do: ["undo B.deep-strike from 2 to 2.25"]
- name: with
- name: less aid
  do: ["scale *.B.aid 0.5 from 6", "cut rally"]
"""


def read(text: str) -> Scenario:
    """The scenario in `text`, as the file `my.yaml`."""
    document = parsed(text, "my.yaml")
    return parse(document.table, document.positions, document.file, catalogue().values(), source_keys())


def problems_of(text: str) -> list[Problem]:
    """Everything that is found wrong with `text`."""
    try:
        read(text)
    except InvalidInput as error:
        return list(error.problems)
    return []


@pytest.fixture
def valid() -> str:
    return VALID


@pytest.fixture
def scenario_of() -> Callable[[str], Scenario]:
    return read


@pytest.fixture
def problems() -> Callable[[str], list[Problem]]:
    return problems_of


@pytest.fixture
def spoilt() -> Callable[[str, str], list[str]]:
    """Replace one place of the valid scenario; return the problems as lines without the file's name."""

    def spoil(old: str, new: str) -> list[str]:
        assert VALID.count(old) == 1, old
        return [str(p).removeprefix("my.yaml:") for p in problems_of(VALID.replace(old, new))]

    return spoil
