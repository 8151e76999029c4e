"""The worker's part of channels: what a run's effects pass through, found and kept beside the run."""

from collections.abc import Callable

from detente.faces.channels import find_channels
from detente.faces.web.asking import LENGTH, Known, known
from detente.pipeline.provenance import digest_of
from detente.pipeline.trial.watch import CHANNELS, COMPILING, Watch
from detente.shelf import jobs
from detente.shelf.jobs import Job
from detente.shelf.notes import note_pace
from detente.vocabulary.errors import BrokenStore, Cancelled

KIND, RUN = "channels", "run"
COMPILED = 0.15  # share of the time until the first world is lived; where it is compiled already, less
WORDS = {COMPILING: "preparing the program", CHANNELS: "living the worlds again, with causes cut"}


def job_of(identifier: str) -> str:
    """Return the identifier of the job that finds the channels of a run.

    >>> len(job_of("464d2fc69783"))
    12
    """
    return digest_of(f"channels of {identifier}")[:LENGTH]


def ask_channels(found: Known) -> str:
    """Queue the finding of a run's channels, and return the job's identifier.

    Raises:
        BrokenStore: the run is not there to be taken apart.
    """
    if found.folder is None:
        raise BrokenStore("this run is not done: its effects cannot be taken apart yet")
    name = job_of(found.identifier)
    earlier = jobs.get_job(name)
    if earlier is not None and earlier.status == "done":  # by another version of detente, or its file is lost
        jobs.forget_job(name)
    jobs.ask(Job(name, KIND, found.title, {RUN: found.identifier}))
    return name


def find(job: Job, cancelled: Callable[[], bool]) -> None:
    """Find the channels of a run and keep them.

    Raises:
        Cancelled: nothing of it is seen.
        BrokenStore: the run was deleted meanwhile, or is damaged.
    """
    folder = known(job.asked[RUN]).folder
    if folder is None:
        raise BrokenStore("the run was deleted before its effects could be taken apart")
    note_pace(job.identifier, 0.0)

    def stage(name: str) -> None:
        jobs.report(job.identifier, 0.0 if name == COMPILING else COMPILED, WORDS[name])

    def step(done: int, total: int) -> None:
        share = COMPILED + (1 - COMPILED) * done / total
        if done == 1:
            note_pace(job.identifier, share)
        jobs.report(job.identifier, share, f"{WORDS[CHANNELS]}: theory {done} of {total}")

    find_channels(folder, Watch(stage, step, cancelled))
    if cancelled():
        raise Cancelled("stopped")
