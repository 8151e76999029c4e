"""What was asked lately: runs and audits together, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from detente.faces.web.asking import everything
from detente.faces.web.audit_known import newest_audits
from detente.faces.web.listing import asked_at, asked_of, in_words
from detente.faces.web.progress import HEADINGS

Kind = Literal["run", "audit"]


@dataclass(frozen=True)
class Recent:
    """A run or an audit as a short list has it: when it was asked for or made, in UTC, and how it stands."""

    at: datetime
    kind: Kind
    identifier: str
    title: str
    asked: str
    status: str

    @property
    def address(self) -> str:
        """Return where it is shown."""
        return f"/{self.kind}s/{self.identifier}"

    @property
    def when(self) -> str:
        """Return when it was asked for, for a reader."""
        return in_words(self.at)


def lately(most: int) -> list[Recent]:
    """Return what was asked last, at most so many."""
    found = sorted([*_runs(most), *_audits(most)], key=lambda one: (one.at, one.identifier), reverse=True)
    return found[:most]


def _runs(most: int) -> Iterator[Recent]:
    newest = sorted(everything(), key=lambda one: (asked_at(one), one.identifier), reverse=True)
    for one in newest[:most]:
        status = HEADINGS[one.waiting.status if one.waiting else "done"].lower()
        yield Recent(asked_at(one), "run", one.identifier, one.title, asked_of(one)[0], status)


def _audits(most: int) -> Iterator[Recent]:
    for one in newest_audits(most):
        status = HEADINGS[one.waiting.status if one.waiting else "done"].lower()
        yield Recent(one.at, "audit", one.identifier, one.title, f"on {one.scenario}", status)
