"""What the terminal shows of an audit under way, and how an interrupt ends it."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from detente.faces.audit_asked import AuditWishes, asked_audit, audit_identifier
from detente.faces.cli.auditing import _Stages
from detente.faces.cli.interrupt import interruptible
from detente.pipeline.trial.watch import CHANNELS, CLAIMS, COMPILING

BUSY = """
import threading, time
from detente.faces.cli.interrupt import interruptible

def work():
    print("at work", flush=True)
    time.sleep(60)  # as deaf as a compiler

interruptible(work, threading.Event(), lambda: print("tidied", flush=True))
"""


def test_a_stage_has_a_line_of_its_own_and_says_in_which_go_it_is():
    with Progress(console=Console(file=io.StringIO()), auto_refresh=False) as bar:
        shown = _Stages(bar)
        shown.stage(COMPILING)
        shown.stage(CLAIMS)
        for done, total in ((1, 4), (2, 4), (4, 4), (3, 9)):
            shown.step(done, total)
        first, second = bar.tasks
        assert first.finished and first.description == COMPILING
        assert (second.description, second.completed, second.total) == (f"{CLAIMS}, go 2", 3, 9)
        assert not second.finished
        shown.stage(CHANNELS)
        assert second.finished and [task.total for task in bar.tasks] == [1, 1, None]


def test_work_that_ends_is_returned_and_what_it_raises_is_raised():
    stop = threading.Event()
    assert interruptible(lambda: 42, stop, lambda: None) == 42
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 // 0, stop, lambda: None)
    assert not stop.is_set()


def test_an_interrupt_is_heard_while_the_work_is_deaf():
    given = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    running = subprocess.Popen(
        [sys.executable, "-c", BUSY], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=given
    )
    assert running.stdout is not None and running.stdout.readline() == "at work\n"
    time.sleep(0.3)  # until it waits
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert out == "tidied\n" and err == "stopped; nothing was kept\n"


def test_the_same_question_in_another_order_is_the_same_audit():
    asked = partial(asked_audit, "op-ed-2026-02", "ukraine-2026")
    orders = (("spoiler", "commitment"), ("commitment", "spoiler"))
    one, other = (AuditWishes(theories=names) for names in orders)
    assert audit_identifier(asked(one)) == audit_identifier(asked(other))
    assert len({audit_identifier(asked(replace(one, seed=seed))) for seed in (7, 8)}) == 2


def test_an_audit_that_is_stopped_leaves_nothing_behind(tmp_path: Path):
    given = os.environ | {"DETENTE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    words = ["audit", "op-ed-2026-02", "ukraine-2026", "--theory", "skeleton", "--out", str(tmp_path / "out")]
    running = subprocess.Popen(
        [sys.executable, "-m", "detente", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=given,
    )
    time.sleep(5)  # it reads for two seconds, then compiles for many more
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert out == "" and "Traceback" not in err
    assert not list(tmp_path.rglob("*.html")) and not (tmp_path / "out").exists()
