"""What wars do under each theory when nothing is done, beside what wars did: a page of the docs.

    python -m tools.behaviour_table > docs/reference/base_rates.md

The war is the reference war on its first day: two equal sides and two equal third parties, every stock at
its typical value. What wars did is counted from public lists of wars, which define a war and its end in
different ways, so each column says whose definition it uses and columns are never pooled.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from detente.faces import library
from detente.faces.settings import machine_settings
from detente.formulas.rates import clopper_pearson
from detente.pipeline.ensemble import blocks, program_of
from detente.pipeline.model import Model
from detente.pipeline.question import Question
from detente.pipeline.scenario import Scenario
from detente.theories import all_theories
from detente.vocabulary import Theory
from detente.vocabulary.do import World

ROOT = Path(__file__).resolve().parent.parent
PARTIES = ("backer", "mediator")
REFERENCE_WAR = Scenario(
    "reference-war", "A typical war", "Everything at its typical value.", 120, PARTIES, {}
)
MONTHS, DRAWS, LIVES, SEED = 120, 512, 2, 20
TALKS = {"opened": "talks-open", "stalled": "talks-stall", "resumed": "talks-resume", "closed": "talks-close"}
SETS, WARS = 200, 74  # sets of as many wars as the record has
TURNS = (6, 12, 24, 36, 60)


@dataclass(frozen=True)
class Recorded:
    """A number counted from a list of wars, with its 95% interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Reckoned:
    """The same number under a theory: its mean, and the middle 95% of sets of as many wars as recorded."""

    mean: float
    low: float
    high: float

    def fits(self, record: Recorded) -> bool:
        """Say whether the two intervals overlap."""
        return self.low <= record.high and record.low <= self.high


def of_wars(count: int, wars: int) -> Recorded:
    """Return a share counted in `wars`, in percent, with its exact 95% interval."""
    low, high = clopper_pearson(count, wars)
    return Recorded(100 * count / wars, 100 * low, 100 * high)


SURVIVAL = tuple(f"still going after {month} months (%)" for month in TURNS)
SHAPE = "Weibull shape of durations"
ENDS = ("ends in agreement (%)", "ends in ceasefire (%)", "ends in victory (%)", "fades out (%)")
FAILED = "talks that end in failure (%)"
UCDP = dict(
    zip(
        (*SURVIVAL, SHAPE, *ENDS),
        (
            *(Recorded(49, 37, 59), Recorded(27, 18, 37), Recorded(18, 10, 27)),
            *(Recorded(12, 6, 20), Recorded(7, 3, 15), Recorded(0.45, 0.37, 0.54)),
            *(of_wars(14, 69), of_wars(15, 69), of_wars(21, 69), of_wars(19, 69)),
        ),
        strict=True,
    )
)
COW = dict(
    zip(
        (*SURVIVAL, SHAPE),
        (
            *(Recorded(47, 37, 57), Recorded(32, 23, 41), Recorded(15, 9, 23)),
            *(Recorded(12, 6, 19), Recorded(5, 2, 11), Recorded(0.72, 0.61, 0.83)),
        ),
        strict=True,
    )
)


def everyone() -> Model:
    """Return the model of all causes, which one compiled program serves."""
    return library.model(PARTIES)


def lived(model: Model, theory: Theory) -> dict[str, np.ndarray]:
    """Return the records of the reference war under a theory, by month and draw."""
    question = Question(
        model, REFERENCE_WAR, (theory,), (World("as it is"),), DRAWS, LIVES, MONTHS, SEED, ("talks",)
    )
    parts = [block.records for block in blocks(question, theory)]
    joined = {name: np.concatenate([part[name] for part in parts], axis=-1)[..., 0, :] for name in parts[0]}
    events = program_of(question).events
    return joined | {word: joined["count"][:, events.index(event)] for word, event in TALKS.items()}


def sets_of_wars(ended: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Toss for how long each war of many sets lasts and how it ends: months and kind, (set, war).

    A war that outlasts the clock lasts for ever, with the kind after the last.
    """
    luck = np.random.default_rng(SEED)
    draws = luck.integers(0, ended.shape[-1], (SETS, WARS))
    total = ended.sum(1)[:, draws]  # (month, set, war)
    when = luck.uniform(size=(SETS, WARS))
    month = (total < when).sum(0)
    over = month < len(total)
    last = np.clip(month, 1, len(total) - 1)
    before, after = (np.take_along_axis(total, at[None], 0)[0] for at in (last - 1, last))
    lasts = np.where(over, last - 1 + (when - before) / np.maximum(after - before, 1e-12), np.inf)
    fresh = np.moveaxis(ended[last, :, draws] - ended[last - 1, :, draws], -1, 0)
    kind = (np.cumsum(fresh, 0) < luck.uniform(size=(SETS, WARS)) * fresh.sum(0)).sum(0)
    return np.maximum(lasts, 1e-3), np.where(over, kind, len(fresh))


def weibull_shape(lasts: np.ndarray) -> float:
    """Return the maximum-likelihood Weibull shape of durations, those over the clock's end censored there."""
    over = np.isfinite(lasts)
    times = np.where(over, lasts, MONTHS)

    def against(at: np.ndarray) -> float:
        shape, scale = np.exp(at)
        relative = times / scale
        return float(np.sum(relative**shape) - np.sum((np.log(shape * relative**shape / times))[over]))

    return float(np.exp(minimize(against, [-0.5, 2.0], method="Nelder-Mead").x[0]))


def reckoned(records: dict[str, np.ndarray]) -> dict[str, Reckoned]:
    """Return every number of the table from the records of one theory."""
    lasts, kind = sets_of_wars(records["ended"])
    rows = {}
    for name, month in zip(SURVIVAL, TURNS, strict=True):
        rows[name] = _share(records["survival"][month, 0].mean(), (lasts > month).mean(1))
    shapes = np.array([weibull_shape(one) for one in lasts])
    rows[SHAPE] = Reckoned(weibull_shape(lasts.ravel()), *np.quantile(shapes, (0.025, 0.975)))
    ended = records["ended"][-1].mean(-1)
    for name, kinds in zip(ENDS, ((0,), (1,), (2, 3), (4,)), strict=True):
        share = np.isin(kind, kinds).sum(1) / (kind < len(ended)).sum(1)
        rows[name] = _share(ended[list(kinds)].sum() / ended.sum(), share)
    closed, settled = records["closed"][-1], records["ended"][-1, 0]
    luck = np.random.default_rng(SEED).integers(0, len(closed), (SETS, WARS))
    failed = closed[luck].sum(1) / (closed[luck] + settled[luck]).sum(1)
    rows[FAILED] = _share(closed.sum() / (closed + settled).sum(), failed)
    return rows


def _share(mean: float, of_sets: np.ndarray) -> Reckoned:
    low, high = np.quantile(of_sets, (0.025, 0.975))
    return Reckoned(100 * float(mean), 100 * float(low), 100 * float(high))


def table(rows: dict[str, dict[str, Reckoned]]) -> str:
    """Return the table in Markdown: numbers down, what wars did and then the theories across."""
    head = ("number", "UCDP", "COW", *rows)
    lines = [_row(head), _row(["---"] * len(head))]
    for name in (*SURVIVAL, SHAPE, *ENDS, FAILED):
        digits = 2 if name == SHAPE else 0
        recorded = [_recorded(column.get(name), digits) for column in (UCDP, COW)]
        told = [_told(theory[name], UCDP.get(name), digits) for theory in rows.values()]
        lines.append(_row([name, *recorded, *told]))
    return "\n".join(lines)


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _recorded(record: Recorded | None, digits: int) -> str:
    return (
        ""
        if record is None
        else f"{record.value:.{digits}f} ({record.low:.{digits}f}-{record.high:.{digits}f})"
    )


def _told(number: Reckoned, record: Recorded | None, digits: int) -> str:
    mark = "" if record is None else "" if record.low <= number.mean <= record.high else " o"
    mark = " !" if record is not None and not number.fits(record) else mark
    return f"{number.mean:.{digits}f} ({number.low:.{digits}f}-{number.high:.{digits}f}){mark}"


PAGE = f"""# Base rates

How wars go under each theory when nothing is done, beside how wars went. Printed by
`python -m tools.behaviour_table`; a test holds every number to the record.

The war is the reference war on its first day: two equal sides and two equal third parties, every stock at
its typical value. {DRAWS} draws of {LIVES} lives, {MONTHS} months. These are the priors
(`--prior`): the rates at which wars end were set by hand to the UCDP column. [Fits](fits.md) shows the
theories as they were fitted to wars.

* **UCDP** is the definition that the rates follow: inter-state conflict episodes of at least 25 battle
  deaths a year, 1946-2023, 74 of them, 69 of known outcome (agreement, ceasefire, victory, low activity).
* **COW** counts inter-state wars of at least 1,000 battle deaths, 1823-2003, 95 of them. It codes ends in
  another way (a winner in 81%), so its ends stand in no row here. The two lists overlap and are never pooled.
* For a record, brackets hold the 95% interval. For a theory the number is its mean, and brackets hold the
  middle 95% of {SETS} sets of {WARS} wars, each war with parameters and luck of its own.
* No mark: the theory's mean lies within UCDP's interval. `o`: only the two intervals overlap. `!`: not
  even those.
* Talks end in failure when they are broken off, and in success when the war is settled. About three in
  four are said to fail (`min2025`); that is no count with an interval, so no mark is given.

"""
NOTE = """
A shape of the hazard below 1 means that the hazard of ending falls with the time that a war has lasted. Half
of the UCDP episodes are over within weeks:
[the first month counts apart](../decisions/0011-the-first-month-counts-apart.md). The COW list, with its
higher threshold, falls less steeply. Where losses that add up hasten the end (attrition, everything) it falls
least.
"""


def page(rows: dict[str, dict[str, Reckoned]]) -> str:
    """Return the whole page."""
    return PAGE + table(rows) + "\n" + NOTE


def main() -> None:
    """Print the page."""
    machine_settings()
    model = everyone()
    print(page({name: reckoned(lived(model, theory)) for name, theory in all_theories().items()}), end="")


if __name__ == "__main__":
    main()
