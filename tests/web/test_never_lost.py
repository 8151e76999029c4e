"""Whatever is killed, no run is lost or done twice, and its numbers are those of an undisturbed one."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import detente
from detente.faces.web.keeper import SERVING, say_serving
from detente.faces.web.work import _do
from detente.shelf.folders import HOME
from detente.shelf.installed import LOOK, code_changes, just_copied
from detente.shelf.jobs import MOST_TRIES, Job, ask, get_job, list_jobs, requeue_lost, take
from detente.shelf.registry import list_runs
from detente.shelf.store import verify_run
from tests.web.conftest import SECONDS, Workbench, begin, end, stop_workers

ASKED = {
    "scenario": "mirror-sides",
    "wishes": {"theories": ["skeleton", "commitment"], "draws": 6_000, "lives": 2, "months": 24},
}

SMALL = {**ASKED, "wishes": {**ASKED["wishes"], "draws": 32}}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """A home in which the run was done undisturbed, its identifier, and the digests of its arrays."""
    home = Path(tempfile.mkdtemp(prefix="detente-lost-"))
    served = begin(home)
    identifier = asked(served)
    finished(served, identifier)
    end(served)
    yield home, identifier, dict(verify_run(home / "runs" / identifier / "results").arrays)
    shutil.rmtree(home, ignore_errors=True)


def fresh_home(undisturbed: tuple[Path, str, dict[str, str]], place: Path) -> Path:
    """A home without runs in which programs are compiled already."""
    shutil.copytree(undisturbed[0] / "cache", place / "cache")
    return place


def asked(served: Workbench) -> str:
    return httpx.post(served("/api/runs"), json=ASKED, timeout=60).json()["identifier"]


def status(served: Workbench, identifier: str) -> dict:
    return httpx.get(served(f"/api/runs/{identifier}"), timeout=60).json()


def under_way(served: Workbench, identifier: str, share: float) -> None:
    """Wait until so much of a run is done."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        told = status(served, identifier)
        assert told["status"] in ("queued", "running"), told
        if told["share"] > share:
            return
        time.sleep(0.02)
    raise AssertionError("it never got so far")


def finished(served: Workbench, identifier: str) -> None:
    until = time.monotonic() + SECONDS
    while (told := status(served, identifier))["status"] != "done":
        assert told["status"] in ("queued", "running"), told
        assert time.monotonic() < until, told
        time.sleep(0.1)


def as_undisturbed(home: Path, undisturbed: tuple[Path, str, dict[str, str]]) -> None:
    """The run is there once, with the same numbers, and nothing half written beside it."""
    identifier = undisturbed[1]
    assert [run.identifier for run in list_runs(home)] == [identifier]
    assert [(job.identifier, job.status) for job in list_jobs(home)] == [(identifier, "done")]
    assert dict(verify_run(home / "runs" / identifier / "results").arrays) == undisturbed[2]
    assert not list((home / "runs" / identifier).glob(".results.*"))


def test_a_killed_worker_s_run_is_taken_up_again(tmp_path: Path, undisturbed):
    served = begin(fresh_home(undisturbed, tmp_path))
    try:
        identifier = asked(served)
        for share in (0.1, 0.4):
            under_way(served, identifier, share)
            assert stop_workers(served.home, signal.SIGKILL)
        finished(served, identifier)
        assert get_job(identifier, tmp_path).tries == 3
        as_undisturbed(tmp_path, undisturbed)
        assert "How the war ends" in httpx.get(served(f"/runs/{identifier}"), timeout=60).text
    finally:
        end(served)


def test_a_run_goes_on_while_no_server_is_there(tmp_path: Path, undisturbed):
    served = begin(fresh_home(undisturbed, tmp_path))
    identifier = asked(served)
    under_way(served, identifier, 0.05)
    served.process.kill()
    served.process.wait()
    served.process.stderr.close()
    again = begin(tmp_path)
    try:
        finished(again, identifier)
        assert get_job(identifier, tmp_path).tries == 1  # the worker outlived its server
        as_undisturbed(tmp_path, undisturbed)
    finally:
        end(again)


def test_server_and_worker_killed_together_lose_nothing(tmp_path: Path, undisturbed):
    served = begin(fresh_home(undisturbed, tmp_path))
    identifier = asked(served)
    under_way(served, identifier, 0.2)
    served.process.kill()
    stop_workers(tmp_path, signal.SIGKILL)
    served.process.wait()
    served.process.stderr.close()
    assert get_job(identifier, tmp_path).status == "running"
    again = begin(tmp_path)
    try:
        assert asked(again) == identifier  # asked anew by a user who saw it vanish
        finished(again, identifier)
        as_undisturbed(tmp_path, undisturbed)
    finally:
        end(again)


def test_two_servers_on_one_folder_have_one_worker(tmp_path: Path, undisturbed):
    fresh_home(undisturbed, tmp_path)
    one, other = begin(tmp_path), begin(tmp_path)
    try:
        identifier = httpx.post(one("/api/runs"), json=SMALL, timeout=60).json()["identifier"]
        finished(other, identifier)  # by then every worker that came too late has gone
        assert len(stop_workers(tmp_path, 0)) == 1  # counts them, and does nothing to them
        assert get_job(identifier, tmp_path).tries == 1
    finally:
        for served in (one, other):
            end(served)


def test_a_worker_whose_code_was_replaced_makes_way_for_one_of_the_new(tmp_path: Path):
    code = tmp_path / "code" / "detente"
    shutil.copytree(Path(detente.__file__).parent, code, ignore=shutil.ignore_patterns("__pycache__"))
    time.sleep(LOOK)  # files that came just now may not be all
    found = os.pathsep.join([str(code.parent), *sys.path])
    worker = subprocess.Popen(
        [sys.executable, "-m", "detente.faces.web.work"],
        env=os.environ | {HOME: str(tmp_path), "PYTHONPATH": found},
    )

    def ends_within(seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until and worker.poll() is None:
            (tmp_path / SERVING).touch()  # somebody serves all the while
            time.sleep(0.1)
        return worker.poll() is not None

    try:
        assert not ends_within(2.5 * LOOK)
        (code / "theories" / ".another.py").symlink_to("nowhere")  # as editors leave them
        assert ends_within(15 * LOOK)
        assert worker.returncode == 0
    finally:
        worker.kill()
        worker.wait()


def test_a_job_that_fails_while_the_code_is_exchanged_is_left_to_the_next_worker(tmp_path: Path, monkeypatch):
    monkeypatch.setenv(HOME, str(tmp_path))
    warming = threading.Thread(target=print)
    warming.start()
    for changed, status in ((True, "running"), (False, "failed")):
        say_serving()
        ask(Job("0" * 12, "run", "a run", {}), tmp_path)
        _do(take(tmp_path), warming, lambda _, now=changed: now)
        assert get_job("0" * 12, tmp_path).status == status
        assert requeue_lost(tmp_path) == ["0" * 12] * changed


def test_what_was_copied_just_now_may_not_be_all(tmp_path: Path):
    assert not just_copied(tmp_path)
    changed = code_changes(tmp_path)
    (tmp_path / "cause.py").touch()
    assert just_copied(tmp_path)
    assert not changed(False) and changed(True)
    time.sleep(LOOK)
    assert not just_copied(tmp_path) and changed(False)


def test_what_ends_its_worker_every_time_is_given_up_with_the_reason(tmp_path: Path):
    ask(Job("0" * 12, "run", "a run", {}), tmp_path)
    for number in range(MOST_TRIES):
        taken = take(tmp_path)
        assert taken is not None
        assert taken.tries == number + 1
        assert requeue_lost(tmp_path) == ["0" * 12]
    assert take(tmp_path) is None
    found = get_job("0" * 12, tmp_path)
    assert found.status == "failed"
    assert "ended 3 times" in found.said
    again = ask(found, tmp_path)
    assert (again.status, again.tries, again.said) == ("queued", 0, "")
