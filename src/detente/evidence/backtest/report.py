"""A backtest as plain data: each number once, as it is written to disk, printed and shown."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["base rate", "theory", "synthesis"]
Verdict = Literal["loses", "level", "better", "reference"]


@dataclass(frozen=True)
class Score:
    """How a prediction did by one score, less being better, with 95% intervals over the tested wars.

    score   brier, log, ways_brier, ways_log or crps
    lasted  months that the wars had lasted; none where all are taken together
    ratio   to Kaplan-Meier's; below 1 is better
    wars    how many it rests on; `rows` counts a war once for each time it was asked about
    """

    score: str
    lasted: int | None
    value: float
    low: float
    high: float
    ratio: float
    ratio_low: float
    ratio_high: float
    wars: int
    rows: int


@dataclass(frozen=True)
class Bin:
    """Wars that had lasted as long and were given about the same chance of ending within 12 months.

    predicted  mean of that chance; `observed` share that ended, with `low` and `high` (Clopper-Pearson, 95%)
    """

    lasted: int
    wars: int
    predicted: float
    observed: float
    low: float
    high: float


@dataclass(frozen=True)
class Weight:
    """Share of a theory in the synthesis, with its 95% interval."""

    weight: float
    low: float
    high: float


@dataclass(frozen=True)
class FitQuality:
    """How far the fit of a theory can be trusted.

    tail       Pareto k of its importance weights; `trusted` up to 0.7
    effective  independent draws that the weights are worth
    evidence   log of the marginal likelihood
    unsteady   wars learned from that cannot be left out safely by weights (Pareto k above 0.7)
    """

    tail: float
    trusted: bool
    effective: float
    evidence: float
    unsteady: int


@dataclass(frozen=True)
class Predictor:
    """A base rate, a theory or the synthesis: what it scored, and what may be said of it."""

    name: str
    kind: Kind
    verdict: Verdict
    weight: Weight | None
    fit: FitQuality | None
    scores: tuple[Score, ...]
    calibration: tuple[Bin, ...]

    def score(self, name: str, lasted: int | None = None) -> Score:
        """Return one score, over all wars asked about or of those that had lasted so long."""
        return next(one for one in self.scores if (one.score, one.lasted) == (name, lasted))


@dataclass(frozen=True)
class Against:
    """The synthesis's mean score over that of a base rate, with its 95% interval."""

    prediction: str
    score: str
    ratio: float
    low: float
    high: float


@dataclass(frozen=True)
class Counted:
    """Wars that had lasted so long: still going, scored, and left out of which score."""

    lasted: int
    going: int
    scored: int
    ended: int
    untold: int
    way_not_coded: int
    remaining_not_known: int


@dataclass(frozen=True)
class DatasetRead:
    """A dataset that was read. `attribution` are the words that its licence asks for."""

    name: str
    title: str
    version: str
    sha256: str
    attribution: str


@dataclass(frozen=True)
class ClassCard:
    """One class of wars.

    before, until  wars begun before the first were learned from, those from then on before the second tested
    train, test    how many these are
    shows_skill    whether the tested wars are enough for a claim of skill
    caveats        which wars these are, which are left out, and whether skill can be shown
    sentences      the caveats, and what may be said of each predictor
    losing         who does worse than the base rate; `better` who does better
    """

    name: str
    title: str
    before: int
    until: int | None
    train: int
    test: int
    shows_skill: bool
    caveats: tuple[str, ...]
    sentences: tuple[str, ...]
    losing: tuple[str, ...]
    better: tuple[str, ...]
    predictors: tuple[Predictor, ...]
    against: tuple[Against, ...]
    counted: tuple[Counted, ...]
    records: tuple[DatasetRead, ...]
    cite: tuple[str, ...]

    def of_kind(self, kind: Kind) -> tuple[Predictor, ...]:
        """Return the predictors of a kind."""
        return tuple(one for one in self.predictors if one.kind == kind)

    @property
    def synthesis(self) -> Predictor:
        """Return the weighted synthesis."""
        return self.of_kind("synthesis")[0]

    @property
    def ordered(self) -> tuple[Predictor, ...]:
        """Return the synthesis, then theories, then base rates, each kind with its best log score first."""
        places = ("synthesis", "theory", "base rate")
        return tuple(
            sorted(self.predictors, key=lambda one: (places.index(one.kind), one.score("log").value))
        )

    def named(self, verdict: Verdict) -> tuple[str, ...]:
        """Return the names of those of whom the same may be said."""
        return tuple(one.name for one in self.ordered if one.verdict == verdict)


@dataclass(frozen=True)
class Provenance:
    """What it takes to get the same numbers again."""

    detente_version: str
    command: str
    seed: int
    theories: tuple[str, ...]
    theories_sha256: tuple[str, ...]
    draws: int
    lives: int
    months: int


@dataclass(frozen=True)
class Backtest:
    """A whole backtest."""

    classes: tuple[ClassCard, ...]
    provenance: Provenance
