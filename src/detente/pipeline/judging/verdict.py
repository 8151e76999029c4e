"""What is said of a claim and of an argument, in numbers; words and pages are made from these alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Word = Literal[
    "follows",
    "fails",
    "depends on the theory",
    "fragile",
    "cannot be expressed",
    "not a testable claim",
]
Standing = Literal["assumed", "structural", "contingent"]

FOLLOWS, FAILS = 0.9, 0.1  # shares of draws


@dataclass(frozen=True)
class Under:
    """One claim under one theory. Effects are in the unit of what is looked at.

    share, share_error   share of draws in which the claim holds, and its Monte Carlo error
    mean, error, median, low90, high90   of the effect over draws
    draws                draws it rests on: those that meet the condition
    standing             None where the claim does not hold in most draws
    share_without        the same share with every direct contribution cut; None where there is none to cut
    assumed_inputs       numbers without a source among the parameters of the causes on the way
    """

    theory: str
    expressible: bool
    share: float
    share_error: float
    mean: float
    error: float
    median: float
    low90: float
    high90: float
    draws: int
    standing: Standing | None = None
    share_without: float | None = None
    direct: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    assumed_inputs: int = 0


@dataclass(frozen=True)
class Channel:
    """How much of a mean effect passes through one cause; the channels of a claim add up to its effect."""

    cause: str
    part: float
    error: float


@dataclass(frozen=True)
class Move:
    """One parameter's part in the smallest move that reverses a sign, in prior standard deviations."""

    parameter: str
    move: float
    to: float
    unit: str


@dataclass(frozen=True)
class Bound:
    """One side of a box: the claim fails where the parameter lies between low and high."""

    parameter: str
    low: float
    high: float
    unit: str


@dataclass(frozen=True)
class Flip:
    """What would flip a claim under one theory.

    distance   length of the smallest move, in prior standard deviations; inf where none was found
    checked    the effect when that move is made, in a run of its own
    box        where the claim fails (scenario discovery); coverage and density of that box
    unknown    the parameter whose value would settle most, "" where none was found
    worth      by how many percentage points knowing it would raise the chance of calling the claim rightly
    """

    theory: str
    distance: float
    moves: tuple[Move, ...]
    checked: float
    box: tuple[Bound, ...] = ()
    coverage: float = 0.0
    density: float = 0.0
    unknown: str = ""
    worth: float = 0.0


@dataclass(frozen=True)
class TestVerdict:
    """One do-test: what the rival theories say. `mirror` has the same theories in the same order."""

    __test__ = False  # a do-test, not one of ours

    test: str
    unit: str
    word: Word
    under: tuple[Under, ...]
    mirror: tuple[Under, ...]
    mirror_word: Word
    channels: Mapping[str, tuple[Channel, ...]]
    flips: tuple[Flip, ...] = ()


@dataclass(frozen=True)
class ClaimVerdict:
    """One claim: its word is that of its first test; a claim without tests says why."""

    claim: str
    word: Word
    tests: tuple[TestVerdict, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Fraction:
    """A share of draws: how many there were to count, how many counted, and the Monte Carlo error."""

    share: float
    error: float
    of: int


@dataclass(frozen=True)
class Load:
    """How far validity falls when one hidden premise is not granted, weighted over theories."""

    premise: str
    validity_without: Fraction
    fall: float


@dataclass(frozen=True)
class Strain:
    """Two or more claims, and the share of draws in which all hold, by theory and weighted."""

    tension: str
    claims: tuple[str, ...]
    together: Mapping[str, Fraction]
    alone: Mapping[str, float]  # each claim's own weighted share


@dataclass(frozen=True)
class Judgement:
    """The argument as a whole.

    validity    by theory: share of draws in which every conclusion follows, of those that meet all premises
    soundness   by theory: share of draws that meet all premises
    premises    those the theory can express; `left_out` those it cannot, by theory
    search      by theory, how draws were found that meet all premises: "plain" or "steered"
    clash       by theory with no such draw, the pair of premises that most often exclude each other
    """

    validity: Mapping[str, Fraction]
    soundness: Mapping[str, Fraction]
    weighted_validity: Fraction
    weighted_soundness: Fraction
    weights: Mapping[str, float]
    premises: Mapping[str, tuple[str, ...]]
    left_out: Mapping[str, tuple[str, ...]]
    search: Mapping[str, str]
    clash: Mapping[str, tuple[str, str]]
    loads: tuple[Load, ...]
    strains: tuple[Strain, ...]
    as_the_document_says: Mapping[str, float]  # conclusion -> share of draws, under the document's own theory


@dataclass(frozen=True)
class Influence:
    """How one uncertain number, a parameter or a starting value, moves an effect.

    first   share of the effect's variance that it explains by itself; as an estimate it may lie below 0
    pawn    how far the effect's whole distribution shifts with it, from 0 to 1
    """

    number: str
    first: float
    pawn: float


@dataclass(frozen=True)
class Sensitivities:
    """Which uncertain numbers an effect varies with under one theory, over all of their priors at once.

    draws     draws with an effect
    asked     how many numbers were asked: parameters of the causes on the way, and starting values
    beyond    how many of them do more than chance; the others cannot be told from numbers that do nothing
    first_by_chance, pawn_by_chance   the most that any number reached with the effect shuffled, 40 times
    of        those that do more than chance, the largest share of variance first, and at most twelve
    """

    test: str
    theory: str
    draws: int
    asked: int
    beyond: int
    first_by_chance: float
    pawn_by_chance: float
    of: tuple[Influence, ...]


@dataclass(frozen=True)
class Forecast:
    """The chance that one forecaster gave to what was foretold; of both scores, less is better.

    forecaster   a theory, or "document", "coin", or "weighted" for the theories by their weights
    chance       NaN where no war of the theory goes on by then
    error        Monte Carlo error of the chance; 0 where it is stated and not computed
    lives        how many it rests on; 0 where it is stated
    moves        whether any of these lives moved what was looked at: otherwise it is as it was at the start
    brier, log   None where the outcome is not scored
    """

    forecaster: str
    chance: float
    error: float = 0.0
    lives: int = 0
    moves: bool = True
    brier: float | None = None
    log: float | None = None


@dataclass(frozen=True)
class Observation:
    """What one piece of evidence says of one claim; `evidence` is its place in the record, from 0.

    reason       why it is not scored, "" where it is
    read_at      month at which lives were looked at; None where nothing was asked of them
    """

    claim: str
    evidence: int
    reason: str
    read_at: float | None = None
    forecasts: tuple[Forecast, ...] = ()


@dataclass(frozen=True)
class MeanScore:
    """Mean scores of one forecaster over all outcomes that are scored."""

    forecaster: str
    brier: float
    log: float


@dataclass(frozen=True)
class Scores:
    """How predictions fared: every observation, and the means over the outcomes that are scored.

    events    outcomes that are scored, each counted once
    assumed   chances that stand for the document's words: nobody measured them
    """

    observations: tuple[Observation, ...]
    means: tuple[MeanScore, ...]
    events: int
    assumed: int


@dataclass(frozen=True)
class Audit:
    """An argument tried on a scenario.

    provenance    as of a run: version, seed, draws, hashes of theories, scenario, argument
    sensitivity   of the headline effect, that of the first conclusion with a test; None where nothing moves
    scores        of what was foretold, against the record; None where there is no record
    """

    argument: str
    scenario: str
    theories: tuple[str, ...]
    claims: tuple[ClaimVerdict, ...]
    judgement: Judgement
    provenance: Mapping[str, str | int | list[str]]
    sensitivity: Sensitivities | None = None
    scores: Scores | None = None
