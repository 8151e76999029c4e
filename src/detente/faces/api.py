"""detente from Python: the same questions as at the command line, in a few lines.

import detente as dt

scenario = dt.scenario("killing-during-talks")
run = dt.run(scenario, theories=["commitment", "information"], draws=500)
run.effect("settlement", by=12)
run.brief("brief.html")
run.results
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from detente.faces import library
from detente.faces.ask import Wishes, load
from detente.faces.audit_card import AuditCard
from detente.faces.cards import CauseCard, EffectCard, RunCard, ScenarioCard, SourceCard, TheoryCard
from detente.faces.runs import Watcher, answer, opened
from detente.faces.settings import machine_settings

machine_settings()


def scenario(name: str | Path) -> ScenarioCard:
    """Return a scenario by its name, or from a YAML file.

    Raises:
        InvalidInput: there is none of that name, or the file has problems; all are listed.
    """
    return ScenarioCard(load(str(name)))


def theory(name: str) -> TheoryCard:
    """Return a theory by its name. Raises UnknownName with the closest known one."""
    return TheoryCard(library.pick("theory", name, library.theories()))


def cause(name: str) -> CauseCard:
    """Return a cause by its name. Raises UnknownName with the closest known one."""
    return CauseCard(library.pick("cause", name, library.causes()))


def source(key: str) -> SourceCard:
    """Return a work of the bibliography by its key. Raises UnknownName with the closest known one."""
    from detente.shelf.packaged import sources

    return SourceCard(library.pick("source", key, sources()))


def all_scenarios() -> tuple[str, ...]:
    """Return the names of the scenarios that come with detente."""
    from detente.shelf.packaged import scenario_names

    return scenario_names()


def all_theories() -> tuple[str, ...]:
    """Return the names of the theories."""
    return tuple(library.theories())


def all_causes() -> tuple[str, ...]:
    """Return the names of the causes."""
    return tuple(library.causes())


def do(*deeds: str) -> str:
    """Return one world's deeds, such as `do("undo B.deep-strike", "hold backer.B.aid 0 from 6")`.

    The words are those of the command line; `run` checks them against its scenario.
    """
    return "; ".join(deeds)


def run(
    scenario: ScenarioCard | str | Path,
    *,
    do: str | Sequence[str] = (),
    theories: Iterable[str | TheoryCard] = (),
    add: Iterable[str | CauseCard] = (),
    draws: int = 1000,
    lives: int = 4,
    months: int | None = None,
    seed: int = 7,
    watch: Iterable[str] = (),
    tossed: bool = False,
    out: str | Path | None = None,
    threads: int | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    reference_class: str = "",
) -> RunCard:
    """Live a war under rival theories and return what its worlds change.

    `do` makes further worlds, one for each text. Without `theories`, all are asked. Theories speak by what
    the wars of `reference_class` leave of their priors: of the scenario's own class where none is given, by
    their priors for "prior". The results are kept in `out` or in your data folder, and the same question
    finds its old answer at once.

    Raises:
        InvalidInput: something asked for does not exist or cannot be; all problems are listed.
        Cancelled: `cancelled()` said so; nothing is kept.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    card = scenario if isinstance(scenario, ScenarioCard) else ScenarioCard(load(str(scenario)))
    wishes = Wishes(
        do=(do,) if isinstance(do, str) else tuple(do),
        theories=tuple(one if isinstance(one, str) else one.name for one in theories),
        add=tuple(one if isinstance(one, str) else one.name for one in add),
        draws=draws,
        lives=lives,
        months=0 if months is None else months if months > 0 else -1,
        seed=seed,
        watch=tuple(watch),
        tossed=tossed,
        record=reference_class,
    )
    folder = None if out is None else Path(out)
    return RunCard(answer(card.loaded, wishes, folder, threads, Watcher(cancelled=cancelled)))


def audit(
    argument: str | Path,
    scenario: ScenarioCard | str | Path,
    theories: Iterable[str | TheoryCard] = (),
    *,
    text: str | Path = "",
    seed: int = 7,
    out: str | Path | None = None,
    threads: int | None = None,
    reference_class: str = "",
) -> AuditCard:
    """Try the claims of an argument, and the argument itself, on a scenario under rival theories.

    `argument` is a name or an argument file. Without `theories`, all are asked; `reference_class` as in
    `run`. `text` is the file of the document's text: it is checked and quoted on the page, and kept nowhere
    else.

    Raises:
        InvalidInput: argument, scenario, text or wishes have problems; all are listed.
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    from detente.faces.audits import AuditWishes, answer_audit, asked_audit

    names = tuple(one if isinstance(one, str) else one.name for one in theories)
    name = scenario.loaded.asked if isinstance(scenario, ScenarioCard) else str(scenario)
    asked = asked_audit(str(argument), name, AuditWishes(str(text), names, seed, reference_class))
    return AuditCard(answer_audit(asked, None if out is None else Path(out), threads))


def open_run(name: str | Path) -> RunCard:
    """Return a run that was kept, by its folder or the first letters of its identifier.

    Raises:
        BrokenStore: what is there is no run, or is damaged.
        UnknownName: no run begins with those letters.
    """
    return RunCard(opened(name))


__all__ = [
    "CauseCard",
    "EffectCard",
    "RunCard",
    "ScenarioCard",
    "SourceCard",
    "TheoryCard",
    "all_causes",
    "all_scenarios",
    "all_theories",
    "cause",
    "do",
    "open_run",
    "run",
    "scenario",
    "source",
    "theory",
]
