"""What pairing is worth: how many times smaller it makes the variance of the act's effect on settlement.

The effect of one draw and life is the probability of a settlement within 12 months with the act, minus
the same without it. `paired` gives both worlds the same parameters, starting values and luck. Two other
designs give the second world numbers of its own:

    luck      its own luck (events and noise); parameters and starting values stay shared
    all       its own luck, parameters and starting values: what two separate runs would do

Endings may be integrated (their probability is carried along) or tossed (0 or 1 in each life).
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np

from detente.pipeline.ensemble import compiled, compute_block, program_of, table_dict
from detente.pipeline.question import Question, tables
from detente.pipeline.step import ENDING_PATHS
from detente.vocabulary import Theory
from tools.bench_engine import as_it_comes
from tools.bench_measure import Figure, cores, count

BY = 12
DRAWS = 4096
OTHER_SEED = 1_000_003
LUCK = ("wait_keys", "noise_keys")
SETTLEMENT = ENDING_PATHS.index("settlement")
BAR = 10.0


def figures() -> list[Figure]:
    """Return the cut in variance under each theory, and its median where the act does something."""
    asked = replace(as_it_comes(DRAWS, lives=1, months=BY), watch=("talks",))
    cuts = {
        how: {t.name: cut(replace(asked, tossed=how == "tossed"), t) for t in asked.theories}
        for how in ("integrated", "tossed")
    }
    found = [Figure(f"variance cut by pairing, {t.name}", _of_theory(cuts, t.name)) for t in asked.theories]
    moved = [name for name, ratios in cuts["integrated"].items() if np.isfinite(ratios).all()]
    return [*found, *(line for how, of in cuts.items() for line in _median(how, [of[n] for n in moved]))]


def _median(how: str, ratios: list[tuple[float, float]]) -> list[Figure]:
    luck, whole = (float(x) for x in np.median(np.array(ratios), axis=0))
    line = f"variance cut, median of {len(ratios)} theories, endings {how}"
    return [
        Figure(f"{line}: own luck", _times(luck), f"{BAR:g}", luck >= BAR),
        Figure(f"{line}: all its own", _times(whole)),
    ]


def _of_theory(cuts: dict[str, dict[str, tuple[float, float]]], name: str) -> str:
    return "; ".join(
        f"{how}: luck {_times(by_theory[name][0])}, all {_times(by_theory[name][1])}"
        for how, by_theory in cuts.items()
    )


def cut(asked: Question, theory: Theory) -> tuple[float, float]:
    """Return variance with independent luck / paired, and with everything independent / paired.

    Infinite where the act changes nothing in any draw.
    """
    program = program_of(asked)
    mine = table_dict(tables(asked, theory, program.wait_streams, program.noise_streams))
    elsewhere = replace(asked, seed=OTHER_SEED)
    apart = table_dict(tables(elsewhere, theory, program.wait_streams, program.noise_streams))
    lucky = mine | {name: apart[name] for name in LUCK}
    without, act = settled(asked, mine)
    paired = np.var(act - without)
    others = (settled(asked, given)[1] for given in (lucky, apart))
    first, second = (float(np.var(x - without) / paired) if paired > 0 else float("inf") for x in others)
    return first, second


def settled(asked: Question, given: dict[str, np.ndarray]) -> np.ndarray:
    """Return the probability of a settlement by month 12, (world, draw), in double precision."""
    program = program_of(asked)
    compiled(program, None)  # once, before the threads ask for it
    work = partial(compute_block, asked, program, given)
    with ThreadPoolExecutor(cores()) as pool:
        parts = [
            b.records["ended"][BY, SETTLEMENT] for b in pool.map(work, range(0, asked.draws, program.draws))
        ]
    return np.concatenate(parts, axis=-1).astype(np.float64)


def _times(value: float) -> str:
    return f"{count(value)}" if np.isfinite(value) else "no difference left"
