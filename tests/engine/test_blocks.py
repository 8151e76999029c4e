"""No result depends on the block a draw is computed in, on its neighbours, or on what does the arithmetic."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from detente.pipeline.block import run_block
from detente.pipeline.ensemble import Program, blocks, compute_block, plain_machine, program_of, table_dict
from detente.pipeline.question import tables
from tests.engine.questions import EVERYTHING, lopsided, question

ASKED = question(lopsided())
PROGRAM = program_of(ASKED)
GIVEN = table_dict(tables(ASKED, EVERYTHING, PROGRAM.wait_streams, PROGRAM.noise_streams))


def lived(program: Program, first: int) -> dict[str, np.ndarray]:
    return compute_block(replace(ASKED, draws=10**6), program, GIVEN, first).records


def test_a_draw_is_the_same_whatever_its_place_in_a_block():
    whole = lived(PROGRAM, 0)
    for first in (1, 5, 64):
        part = lived(PROGRAM, first)
        for name, x in part.items():
            shared = PROGRAM.draws - first
            np.testing.assert_array_equal(x[..., :shared], whole[name][..., first:], err_msg=name)


def test_a_block_is_addressed_by_its_first_draw_alone():
    in_order = {block.first: block for block in blocks(ASKED, EVERYTHING)}
    for first in sorted(in_order, reverse=True):
        again = compute_block(ASKED, PROGRAM, GIVEN, first)
        for name, x in again.records.items():
            np.testing.assert_array_equal(x, in_order[first].records[name], err_msg=name)


def test_asking_for_more_draws_changes_no_earlier_one():
    few = np.concatenate([b.records["survival"] for b in blocks(ASKED, EVERYTHING)], -1)
    more = np.concatenate([b.records["survival"] for b in blocks(replace(ASKED, draws=700), EVERYTHING)], -1)
    np.testing.assert_array_equal(few, more[..., : few.shape[-1]])


def test_numpy_and_the_compiled_program_agree():
    with np.errstate(all="ignore"):
        plain = run_block(PROGRAM, plain_machine(), GIVEN, np.uint32(0), np.uint32(0))
    fast = lived(PROGRAM, 0)
    np.testing.assert_allclose(plain["survival"], fast["survival"], atol=2e-4)
    assert np.quantile(np.abs(plain["ended"] - fast["ended"]), 0.99) < 1e-5


@pytest.mark.parametrize("name", ["jax"])
def test_the_pipeline_is_imported_without_the_compiler(name):
    code = f"import sys, detente.pipeline.simulate; print({name!r} in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
