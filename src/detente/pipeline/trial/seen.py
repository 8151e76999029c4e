"""What is seen: one outcome by one month, in every world and draw, read off the records of a block."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.pipeline.ensemble import Records
from detente.pipeline.forms.form import Pick
from detente.pipeline.model import SIDES, Model
from detente.pipeline.opening import Program
from detente.pipeline.outcomes_known import ANY_ENDING, MONTHS_OF_WAR, SHARE
from detente.pipeline.step import ENDING_PATHS
from detente.pipeline.tally import GOING


@dataclass(frozen=True)
class Reader:
    """Reads picks off the records of a program that has lived `months`."""

    program: Program
    months: int

    def read(self, records: Records, picks: Sequence[Pick]) -> np.ndarray:
        """Return (pick, world, draw), float64.

        NaN where a stock is asked for and no war can be going on, and for picks after the last month.
        """
        unseen = np.full((self.program.worlds, records["survival"].shape[-1]), np.nan)
        return np.stack([self._one(records, p) if p.by <= self.months else unseen for p in picks])

    def _one(self, records: Records, pick: Pick) -> np.ndarray:
        month, program = math.ceil(pick.by), self.program
        survival = records["survival"][:, 0].astype(np.float64)
        if pick.what in ENDING_PATHS:
            return records["ended"][month, ENDING_PATHS.index(pick.what)].astype(np.float64)
        if pick.what == ANY_ENDING:
            return 1.0 - survival[month]
        if pick.what == MONTHS_OF_WAR:
            return np.trapezoid(survival[: month + 1], axis=0)
        side, _, name = pick.what.rpartition(".")
        if name == SHARE and side in SIDES:
            return records["share"][month, SIDES.index(side)].astype(np.float64)
        if pick.what in program.events:
            return records["count"][month, program.events.index(pick.what)].astype(np.float64)
        item = program.watch.index(pick.what)
        # the first world's level, and the others' differences from it on the war that goes on in both
        level = records["level"][month, item, :1].astype(np.float64)
        values = level + records["effect"][month, item].astype(np.float64)
        going = survival[month] > GOING
        return np.where(going & going[:1], values, np.nan)


def watched(model: Model, picks: Sequence[Pick]) -> tuple[str, ...]:
    """Return the stocks and derived quantities that must be recorded to see these picks."""
    wanted = {pick.what for pick in picks}
    return tuple(path for path in (*model.stocks, *model.derived) if path in wanted)
