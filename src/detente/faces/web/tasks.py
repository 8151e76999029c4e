"""What a worker can be asked to do, by the kind of job: live a run, with its brief and its pages."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from detente.faces import library
from detente.faces.ask import Loaded, Wishes
from detente.faces.runs import PAGE, TABLE, Answer, Watcher, answer
from detente.pipeline.scenario_file import parse
from detente.pipeline.simulate import Progress
from detente.shelf import jobs
from detente.shelf.jobs import Job
from detente.shelf.notes import note_pace
from detente.shelf.packaged import source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import Cancelled

type Task = Callable[[Job, Callable[[], bool]], None]
TEXT, NAME, WISHES = "scenario_text", "scenario", "wishes"
PREPARING = "preparing the program"
WRITING = "writing the pages"
LIVED = 0.96  # share of a run's time until its pages are written
TOGETHER = 0.25  # seconds within which blocks count as lived beside the first, on other cores


def plain(loaded: Loaded, wishes: Wishes) -> dict[str, Any]:
    """Return a question as plain data, as a job holds it."""
    told = {name: getattr(wishes, name) for name in Wishes.__dataclass_fields__}
    lists = {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}
    return {TEXT: loaded.text, NAME: loaded.asked, WISHES: lists}


def read(asked: Mapping[str, Any]) -> tuple[Loaded, Wishes]:
    """Return the question that plain data hold."""
    told: Any = {name: tuple(x) if isinstance(x, list) else x for name, x in asked[WISHES].items()}
    wishes = Wishes(**told)
    return loaded_from(asked[TEXT], asked[NAME]), wishes


def loaded_from(text: str, name: str) -> Loaded:
    """Return a scenario from its text. Raises InvalidInput with every problem."""
    document = parsed(text, name)
    causes = library.causes().values()
    found = parse(document.table, document.positions, document.file, causes, source_keys())
    return Loaded(found, text, name)


def run(job: Job, cancelled: Callable[[], bool]) -> None:
    """Live a run and write its brief, its table and the parts of its page.

    Raises:
        Cancelled: nothing of it is seen.
        InvalidInput, ImpossibleValue: as `runs.answer`.
    """
    loaded, wishes = read(job.asked)
    note_pace(job.identifier, 0.0)
    jobs.report(job.identifier, 0.0, PREPARING)
    told = _steps(job.identifier, len(wishes.theories) or len(library.theories()))
    found = answer(loaded, wishes, None, None, Watcher(told, cancelled))
    if cancelled():
        raise Cancelled("stopped")
    jobs.report(job.identifier, LIVED, WRITING)
    write_pages(found, loaded.text)


def write_pages(found: Answer, text: str) -> None:
    """Write what is shown of a run of this scenario text: brief, effects as a table, parts of its page."""
    from detente.faces.page.publish import brief_of
    from detente.faces.page.render import render
    from detente.faces.web.parts import write_parts
    from detente.pipeline.brief_numbers import questions
    from detente.pipeline.effects import effect_table
    from detente.shelf.store import write_effects
    from detente.shelf.whole import write_whole

    page = brief_of(found)
    write_whole(found.folder / PAGE, render(page))
    asked = [(world, one) for world in found.worlds[1:] for one in questions(found.results)]
    write_effects(
        found.folder / TABLE,
        [line for world, one in asked for line in effect_table(found.results, world, one.what, one.by)],
    )
    write_parts(page, found, text)


def _steps(identifier: str, theories: int) -> Callable[[Progress], None]:
    """Return what to call after a block: it says how far the run is, by the blocks done of each theory."""
    done: dict[str, float] = {}
    began: list[float] = []  # when the first block came: what was before it is compiling, and says nothing

    def told(now: Progress) -> None:
        done[now.theory] = now.done / now.total
        share = LIVED * sum(done.values()) / theories
        began.append(time.monotonic())
        if began[-1] - began[0] < TOGETHER:
            note_pace(identifier, share)
        words = f"{now.theory}: {now.draws:,} draws; theory {len(done)} of {theories}"
        jobs.report(identifier, share, words)

    return told


def audit(job: Job, cancelled: Callable[[], bool]) -> None:
    """Try an argument and write what its page shows; as `audit_task.audit`."""
    from detente.faces.web.audit_task import audit as made  # here: it reads what this file offers

    made(job, cancelled)


def channels(job: Job, cancelled: Callable[[], bool]) -> None:
    """Find through which causes a run's effects pass; as `channel_task.find`."""
    from detente.faces.web.channel_task import find  # here: it reads what this file offers

    find(job, cancelled)


TASKS: Mapping[str, Task] = {"run": run, "audit": audit, "channels": channels}
