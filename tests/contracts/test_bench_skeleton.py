"""The skeleton that the bench gives to other simulators is the one that detente computes."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from detente.pipeline.block import run_block
from detente.pipeline.ensemble import plain_machine, program_of, table_dict
from detente.pipeline.question import tables
from tools.bench_simulators import SIMULATORS, Run, disagreement, module_of
from tools.bench_skeleton import MONTHS, USED_UP, parameters, seen, skeleton, start, written, xmile

DRAWS = 16  # a grain of draws
SINGLE, DOUBLE = 2e-5, 1e-9


@pytest.fixture(scope="module")
def drawn() -> list[dict[str, float]]:
    return parameters(skeleton(DRAWS))


@pytest.fixture(scope="module")
def ours() -> np.ndarray:
    """What the engine makes of the skeleton: (month + 1, stock, draw)."""
    asked = skeleton(DRAWS)
    program = program_of(asked)
    given = table_dict(tables(asked, asked.theories[0], program.wait_streams, program.noise_streams))
    records = run_block(program, plain_machine(), given, np.uint32(0), np.uint32(0))
    assert records["faults"].sum() == 0
    assert (records["survival"] == 1.0).all()
    return records["level"][:, :, 0, :DRAWS]


def by_hand(p: dict[str, float], steps_a_month: int = 4) -> np.ndarray:
    """The same war in double precision, written out from the entries of its causes: (month + 1, stock)."""
    begin = start()
    names = {name[2:] for name in begin if name.startswith("A_")}
    stocks = {name: np.array([begin[f"A_{name}"], begin[f"B_{name}"]]) for name in names}
    rows = []
    for step in range(MONTHS * steps_a_month + 1):
        if step % steps_a_month == 0:
            rows.append([stocks[written(path)[2:]]["AB".index(written(path)[0])] for path in seen()])
        change = _changes(p, stocks)
        stocks = {name: x + change.get(name, 0.0) / steps_a_month for name, x in stocks.items()}
        stocks |= {name: np.maximum(stocks[name], 0.0) for name in USED_UP}
    return np.array(rows)


def _changes(p: dict[str, float], s: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    strength = s["force"] * s["firepower"]
    loss = p["attrition_square_lethality"] * s["hostility"][::-1] * strength[::-1]
    held = np.maximum(strength, 1e-6)
    lead = np.clip(np.log(held / held[::-1]), -p["front_movement_rout"], p["front_movement_rout"])
    advance = p["front_movement_mobility"] * s["hostility"].mean() * lead * np.prod(s["ground"])
    return _fighting(p, s, loss, advance) | _supplying(p, s) | _helping(p, s)


def _fighting(
    p: dict[str, float], s: dict[str, np.ndarray], loss: np.ndarray, advance: np.ndarray
) -> dict[str, np.ndarray]:
    strength = s["force"] * s["firepower"]
    missing = np.maximum(p["mobilisation_feedback_parity"] * strength[::-1] - strength, 0)
    spare = np.maximum(strength - p["mobilisation_feedback_superiority"] * strength[::-1], 0)
    urgent = p["mobilisation_feedback_urgency"] * np.maximum(-s["ground_pace"], 0) * s["manpower"]
    called = p["mobilisation_feedback_replacement"] * s["losses_pace"] + urgent
    called = called + missing / p["mobilisation_feedback_response"]
    called = np.minimum(called, p["mobilisation_feedback_ceiling"] * s["manpower"])
    net = called - spare / p["mobilisation_feedback_response"]
    return {
        "force": net - loss,
        "manpower": p["mobilisation_feedback_coming_of_age"] * s["manpower"] - net,
        "losses_pace": (loss - s["losses_pace"]) / p["attrition_square_memory"],
        "ground": advance,
        "ground_pace": (advance - s["ground_pace"]) / p["front_movement_memory"],
    }


def _supplying(p: dict[str, float], s: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    wanted = p["replenishment_use_each"] * s["force"] * s["hostility"]
    reserve = p["replenishment_headroom"] * p["replenishment_cover"] * s["consumption"]
    plenty = (1 + p["replenishment_headroom"]) * s["supplies"] / (s["supplies"] + reserve)
    income = s["industry"] + s["aid"]
    shortage = (s["consumption"] - income) / (s["consumption"] + income)
    reach = s["market_access"] * s["supply_access"]  # nobody has found substitutes: adaptation is 0
    growth = p["production_dependence"] * (reach - p["production_needed"])
    return {
        "supplies": income - s["consumption"] * plenty,
        "consumption": (wanted - s["consumption"]) / p["replenishment_tempo_memory"],
        "firepower": (plenty - s["firepower"]) / p["replenishment_memory"],
        "industry": (growth + p["production_effort"] * shortage) * s["industry"],
    }


def _helping(p: dict[str, float], s: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    support = s["support"]
    drift = support * (1 - support) * (p["aid_delivery_resting"] - support) / p["aid_delivery_memory"]
    return {
        "support": drift,
        "aid_prepared": (s["aid_policy"] * support - s["aid_prepared"]) / p["aid_delivery_stage"],
        "aid": (s["aid_prepared"] - s["aid"]) / p["aid_delivery_stage"],
    }


def test_the_engine_computes_the_skeleton(drawn, ours):
    expected = np.stack([by_hand(p) for p in drawn], axis=-1)
    assert disagreement(expected, ours) < SINGLE


def test_the_comparison_would_notice_another_number(drawn, ours):
    for name in drawn[0]:
        moved = [p | {name: 1.05 * p[name]} for p in drawn]
        other = np.stack([by_hand(p) for p in moved], axis=-1)
        assert disagreement(other, ours) > SINGLE, name


def test_the_skeleton_is_a_war_in_which_something_happens(ours):
    moved = np.ptp(ours, axis=0).mean(axis=-1) / np.abs(ours).max(axis=(0, 2))
    assert (moved > 0.05).all(), dict(zip(seen(), moved, strict=True))


@contextmanager
def quiet() -> Iterator[None]:
    """A simulator's own dependencies may warn of each other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def test_bounds_are_part_of_the_comparison(ours):
    forces = ours[:, [seen().index("A.force"), seen().index("B.force")]]
    assert (forces.min(axis=0) == 0.0).any(), "in no draw does a side run out of soldiers"


@pytest.mark.parametrize("simulator", SIMULATORS, ids=lambda s: s.name)
def test_other_simulators_read_the_same_war(simulator, drawn, tmp_path):
    module = module_of(simulator)
    if module is None:
        pytest.skip(f"{simulator.name} is not installed (pip install 'detente[bench]')")
    file = tmp_path / "skeleton.xmile"
    file.write_text(xmile(drawn[0]), encoding="utf-8")
    with quiet():
        run: Run = simulator.opened(module, file)
        theirs = np.stack([run(p) for p in drawn], axis=-1)
    expected = np.stack([by_hand(p) for p in drawn], axis=-1)
    assert disagreement(expected, theirs) < DOUBLE
