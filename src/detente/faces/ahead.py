"""What a run can begin before it is needed: the compiler works while libraries are loaded."""

import contextlib
import threading

from detente.faces.ask import Loaded, origin
from detente.pipeline.ensemble import compiled, program_of
from detente.pipeline.provenance import provenance
from detente.pipeline.question import Question
from detente.shelf.programs import program_folder
from detente.shelf.registry import find_run, run_identifier


def begin(asked: Question, loaded: Loaded) -> None:
    """Begin to compile what the question needs, or to read it back, unless an answer is already there."""
    if find_run(run_identifier(provenance(asked, origin(asked, loaded)))) is None:
        threading.Thread(target=_prepare, args=(asked,), daemon=True).start()


def _prepare(asked: Question) -> None:
    with contextlib.suppress(Exception):  # whatever it is, the run meets it again and says so
        compiled(program_of(asked), program_folder())
