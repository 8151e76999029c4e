"""The worker's part of an audit: made as the command line makes it."""

from collections.abc import Callable

from detente.faces.audits import answer_audit
from detente.faces.web.audit_asking import asked_again
from detente.faces.web.audit_stages import told_to
from detente.shelf import jobs
from detente.shelf.jobs import Job


def audit(job: Job, cancelled: Callable[[], bool]) -> None:
    """Make an audit and write its page, its exports and what holds in every draw.

    Raises:
        Cancelled: nothing of it is seen.
        InvalidInput, ImpossibleValue: as `audits.answer_audit`.
    """
    watch = told_to(lambda share, words: jobs.report(job.identifier, share, words), cancelled)
    answer_audit(asked_again(job.asked), watch=watch, known_as=job.identifier)
