"""A stored run is whole or not there, reads back as it was, and comes again byte for byte."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import detente
from detente.pipeline.effects import effect_table
from detente.pipeline.simulate import simulate
from detente.shelf import store
from detente.shelf.manifest import NAME, RESULTS, read_manifest
from detente.shelf.store import open_run, verify_run, write_effects, writing
from detente.vocabulary.errors import BrokenStore, Cancelled
from tests.outcome import made_up

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store") / "run"
    made_up.write(place)
    return place


@pytest.fixture
def copy(run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(run, tmp_path / "run"))


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_stored_run_reads_back_as_it_was(run: Path):
    xr.testing.assert_identical(open_run(run), made_up.in_memory())


def test_values_are_read_only_when_asked_for(run: Path):
    node = open_run(run).children["all"].to_dataset()
    assert "in memory" not in repr(node["ended_by"].variable._data)
    assert not isinstance(node["ended_by"].variable._data, np.ndarray)
    effects = effect_table(open_run(run), "with")
    assert effects == effect_table(made_up.in_memory(), "with")


def test_the_same_question_gives_the_same_bytes(run: Path, tmp_path: Path):
    manifest = made_up.write(tmp_path / "again")
    assert content(tmp_path / "again") == content(run)
    assert manifest == read_manifest(run)
    assert manifest.arrays["all/ended_by"]["shape"] == [3, 3, 5, 100]


def test_a_simulated_run_is_the_same_in_memory_and_on_disk(tmp_path: Path):
    question = made_up.question()
    with writing(tmp_path / "run", question.draws, 64) as writer:
        simulate(question, sink=writer, origin=made_up.ORIGIN, chunk=64)
        writer.finish(made_up.manifest(question.draws))
    xr.testing.assert_identical(open_run(tmp_path / "run"), simulate(question, origin=made_up.ORIGIN))


def test_draws_are_stored_in_chunks(run: Path):
    assert len(list((run / RESULTS / "all" / "months_of_war").glob("c.*"))) == 4
    assert not (run / RESULTS / ".zmetadata").exists()


def test_a_manifest_says_how_to_make_it_again(run: Path):
    says = json.loads((run / NAME).read_text())
    assert says["schema"] == "detente/run-1"
    assert says["scenario_text"] == "title: made up\n"
    assert {"detente", "jax", "numpy", "python", "platform"} <= set(says["made_with"])
    assert {"seed", "draws", "lives", "months", "scenario_sha256", "theories_sha256"} <= set(
        says["provenance"]
    )
    assert says["sources"] == ["fearon1995"] and says["assumed"] == {"parameters": 3}
    assert verify_run(run) == read_manifest(run)


def damage_nothing_there(place: Path) -> None:
    shutil.rmtree(place)


def damage_no_manifest(place: Path) -> None:
    (place / NAME).unlink()


def damage_manifest_cut_short(place: Path) -> None:
    text = (place / NAME).read_text()
    (place / NAME).write_text(text[: len(text) // 2])


def damage_other_schema(place: Path) -> None:
    says = json.loads((place / NAME).read_text())
    (place / NAME).write_text(json.dumps(says | {"schema": "detente/run-9"}))


def damage_entry_lacking(place: Path) -> None:
    says = json.loads((place / NAME).read_text())
    del says["arrays"]
    (place / NAME).write_text(json.dumps(says))


def damage_file_cut_short(place: Path) -> None:
    file = place / RESULTS / "all" / "months_of_war" / "c.0.0"
    file.write_bytes(file.read_bytes()[:-1])


DAMAGES = {
    damage_nothing_there: "there is no stored run",
    damage_no_manifest: "not a run that detente finished writing",
    damage_manifest_cut_short: "cannot be read",
    damage_other_schema: "'detente/run-9'",
    damage_entry_lacking: "lacks or adds entries: arrays",
    damage_file_cut_short: "bytes and should have",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_a_broken_store_is_refused_with_a_sentence(copy: Path, damage):
    damage(copy)
    with pytest.raises(BrokenStore, match=DAMAGES[damage]):
        open_run(copy)


def test_a_missing_chunk_is_not_read_as_zeros(copy: Path):
    (copy / RESULTS / "all" / "months_of_war" / "c.0.1").unlink()
    with pytest.raises(BrokenStore, match=r"lacks the file results\.zarr/all/months_of_war/c.0.1"):
        open_run(copy)


def test_a_changed_value_is_found_when_a_run_is_verified(copy: Path):
    file = copy / RESULTS / "all" / "months_of_war" / "c.0.1"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    open_run(copy)  # sizes are right
    with pytest.raises(BrokenStore, match=r"all/months_of_war changed|cannot be read"):
        verify_run(copy)


CHILD = """
import sys, time
from pathlib import Path
from detente.shelf import store
from tests.outcome import made_up

def wait(*_):
    print("now", flush=True)
    time.sleep(60)

place, where = Path(sys.argv[1]), sys.argv[2]
if where == "put":
    made_up.outcome.summarised = wait  # every draw is on disk, nothing is summarised
else:
    store.__dict__[where] = wait
made_up.write(place)
"""


def killed(place: Path, where: str) -> None:
    """Start a process that writes a run, and kill it in the middle."""
    paths = os.pathsep.join([str(Path(detente.__file__).parents[1]), str(ROOT)])
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(place), where],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "now\n"
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can tell whether a process is alive")
@pytest.mark.parametrize("where", ["put", "_settle", "_swap"])
def test_a_killed_process_leaves_nothing_that_can_be_seen_and_is_cleared_away(tmp_path: Path, where: str):
    place = tmp_path / "run"
    killed(place, where)
    assert not place.exists()
    assert len(list(tmp_path.iterdir())) == 1  # what it had written so far
    with pytest.raises(BrokenStore):
        open_run(place)
    made_up.write(place)
    assert [p.name for p in tmp_path.iterdir()] == ["run"]
    verify_run(place)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can tell whether a process is alive")
def test_a_run_being_replaced_when_its_process_died_is_put_back(copy: Path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    before = content(copy)
    copy.rename(copy.parent / f".run.{store._machine()}-{dead.pid}-1{store.REPLACED}")
    store.clear_leftovers(copy)
    assert content(copy) == before


def test_a_process_at_work_is_left_alone(tmp_path: Path):
    with writing(tmp_path / "run", 100, 32) as writer:
        assert store.clear_leftovers(tmp_path / "run") == []
        assert writer.folder.is_dir()


def test_an_error_leaves_the_old_run_and_nothing_else(copy: Path):
    before = content(copy)
    with pytest.raises(RuntimeError), writing(copy, 100, 32) as writer:
        made_up.feed(writer)
        raise RuntimeError
    assert content(copy) == before
    assert [p.name for p in copy.parent.iterdir()] == ["run"]


def test_a_run_is_replaced_as_a_whole(copy: Path):
    made_up.write(copy, 50)
    assert open_run(copy).attrs["draws"] == 50
    assert open_run(copy).children["all"].sizes["draw"] == 50


def test_a_cancelled_run_may_be_kept_with_the_theories_that_were_done(tmp_path: Path):
    question, seen = made_up.question(), []
    with writing(tmp_path / "run", question.draws, 64) as writer:
        with pytest.raises(Cancelled):
            simulate(question, sink=writer, progress=seen.append, cancelled=lambda: len(seen) == 4, chunk=64)
        writer.finish(made_up.manifest(question.draws))
    assert list(open_run(tmp_path / "run").children) == ["all"]
    assert [line.theory for line in effect_table(open_run(tmp_path / "run"), "with")] == ["all"]


def test_effects_are_written_as_a_table(run: Path, tmp_path: Path):
    lines = effect_table(open_run(run), "with")
    write_effects(tmp_path / "effects.csv", lines)
    rows = (tmp_path / "effects.csv").read_text().splitlines()
    assert rows[0].startswith("theory,world,what,by,unit,mean,error,median,low50")
    assert len(rows) == 3
    assert float(rows[1].split(",")[5]) == lines[0].mean
