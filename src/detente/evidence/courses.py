"""Courses: how a theory lets wars go that nothing ends, and how strongly it pulls them towards each end.

    hazard of an end  =  rate of the class  *  frailty of the war  *  exp(what the causes add)

The rates and the frailty change nothing about how a war goes while it goes on. So a theory is lived once,
with rates so small that hardly any war ends, and its cumulated pull is kept: the chances under any rates and
any frailty are then a formula (`likelihood`). What is uncertain about the theory's own numbers differs from
draw to draw; what is luck, and how a war of a class happens to begin, differs between the lives of a draw.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from detente.evidence.situations import PARTIES, Situation
from detente.pipeline.ensemble import Keeper, Records, compute_block, plain_machine, program_of, table_dict
from detente.pipeline.model import Model
from detente.pipeline.opening import Opening, Program
from detente.pipeline.question import Question, tables
from detente.pipeline.step import ENDING_PATHS
from detente.pipeline.trace_fault import trace_fault
from detente.vocabulary import Fixed, Theory
from detente.vocabulary.do import World

RATES = {  # of a class of wars: the numbers of `baseline` by how a war ends, in the order of KINDS
    "settlement": "baseline.settlement",
    "ceasefire": "baseline.ceasefire",
    "A.collapse": "baseline.collapse",
    "B.collapse": "baseline.collapse",
    "fade-out": "baseline.fade_out",
}
KINDS = tuple(RATES)
ALIKE = {  # wars without frailty, and without a first month of its own
    "baseline.evenness": Fixed(1e6),
    "baseline.power": Fixed(0.5),
    "baseline.first_month": Fixed(1.0),
}
THIN = 1e-4  # of the rates: so small that hardly a war ends, and large enough for single precision
GONE = 1e-30  # chance of still going below which a war has ended, however small the rates
DRAWS, LIVES, MONTHS = 256, 32, 120
TALKS = ("talks-open", "talks-stall", "talks-resume", "talks-close")
COUNTED = (
    *TALKS,
    *("A.deep-strike", "B.deep-strike", "A.reprisal", "B.reprisal", "A.leader-exit", "B.leader-exit"),
)
TALKED = "talked"  # counted once, with the first that happens of TALKS
AS_IT_IS = World("as it is")
_LUCK = ("wait_keys", "noise_keys", "start_keys")  # what is luck rather than law


@dataclass(frozen=True, eq=False)
class Courses:
    """The cumulated pull of a theory towards each end, relative to the rates of its class.

    pull    (situation, draw, life, kind, month + 1), from 0; months at the rate of the class
    normal  (parameter, draw): the standard normal numbers that the draws are made of
    names   of these parameters: all of the theory's own, `baseline` left out
    log_weight  (draw,) what takes draws made off their place (`Theory.moved`) back to the prior
    seed    of the laws: with `moved` and the number of a draw it gives the draw again
    events  what was counted: COUNTED and TALKED, or nothing
    counts  (situation, draw, event, month + 1), from 0: how often it has happened, on average over lives
    """

    theory: str
    situations: tuple[Situation, ...]
    pull: np.ndarray
    normal: np.ndarray
    names: tuple[str, ...]
    log_weight: np.ndarray
    seed: int = 0
    moved: Mapping[str, float] = field(default_factory=dict)
    events: tuple[str, ...] = ()
    counts: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0, 0), dtype=np.float32))

    @property
    def draws(self) -> int:
        return self.pull.shape[1]


@dataclass(frozen=True)
class Living:
    """What it takes to live courses: how many, with which seed, and where compiled programs are kept."""

    model: Model  # of all causes, with the third parties of `situations`
    draws: int = DRAWS
    lives: int = LIVES
    months: int = MONTHS
    seed: int = 7
    keeper: Keeper | None = None
    threads: int = 2


def courses(theory: Theory, situations: Sequence[Situation], living: Living) -> Courses:
    """Live a theory in every situation.

    Raises:
        ImpossibleValue: a prior drew, or a cause returned, what cannot be.
    """
    return _lived(theory, tuple(situations), [_asked(theory, one, living) for one in situations], living)


def paired(theory: Theory, situation: Situation, worlds: Sequence[World], living: Living) -> Courses:
    """Live a theory in one situation in several worlds, with the same laws and the same luck.

    The worlds stand where situations do in `courses`.

    Raises:
        ImpossibleValue: as `courses`.
    """
    asked = _asked(theory, situation, living, tuple(worlds))
    return _lived(theory, (situation,) * len(worlds), [asked], living)


def opened(theory: Theory, living: Living) -> Opening:
    """Return the draws of a theory before any war begins: its laws, and which of rival causes speak."""
    asked = _asked(theory, Situation(), living)
    program = replace(program_of(asked), draws=living.draws)
    given = table_dict(tables(asked, theory, program.wait_streams, program.noise_streams))
    return Opening(program, plain_machine(), given, np.uint32(0), np.uint32(0))


def _lived(
    theory: Theory, situations: tuple[Situation, ...], asked: Sequence[Question], living: Living
) -> Courses:
    if living.model.parties != PARTIES:
        raise ValueError(f"the third parties are {living.model.parties}; courses are lived with {PARTIES}")
    program = program_of(asked[0])
    firsts = range(0, living.draws, program.draws)
    tasks = [(q, life, first) for q in range(len(asked)) for life in range(living.lives) for first in firsts]
    pulls: list[np.ndarray] = []
    totals: dict[tuple[int, int], np.ndarray] = {}  # by question and first draw, added up over lives
    with ThreadPoolExecutor(living.threads) as pool:
        seen = pool.map(lambda task: _block(program, living, asked[task[0]], *task[1:]), tasks)
        for (q, _, first), (pull, counts) in zip(tasks, seen, strict=True):
            pulls.append(pull)
            totals[q, first] = totals[q, first] + counts if (q, first) in totals else counts
    pull, counts = (_laid_out(x, len(asked), living.draws) for x in (pulls, list(totals.values())))
    names, normal = _normals(theory, living)
    moved = np.array([theory.moved.get(name, 0.0) for name in names])
    weight = 0.5 * (moved**2).sum() - moved @ normal
    laws = (normal, names, weight, living.seed, theory.moved)
    return Courses(theory.name, situations, pull, *laws, (*COUNTED, TALKED), counts[:, :, 0] / living.lives)


def _laid_out(parts: Sequence[np.ndarray], asked: int, draws: int) -> np.ndarray:
    """Return (question and world, draw, life, item, month + 1) from blocks (world, item, month + 1, draw)."""
    worlds, items, months, width = parts[0].shape
    blocks = -(-draws // width)
    whole = np.stack(parts).reshape(asked, -1, blocks, worlds, items, months, width)
    whole = whole.transpose(0, 3, 2, 6, 1, 4, 5).reshape(asked * worlds, blocks * width, -1, items, months)
    return np.ascontiguousarray(whole[:, :draws])


def _asked(
    theory: Theory, situation: Situation, living: Living, worlds: tuple[World, ...] = (AS_IT_IS,)
) -> Question:
    """Return the question whose answer is a theory's course, its wars hardly ever ending."""
    priors = {n: theory.priors.get(n, entry.prior) or Fixed(1.0) for n, entry in living.model.params.items()}
    names = dict.fromkeys(RATES.values())
    centres = {name: Fixed(float(priors[name].median) * THIN) for name in names}
    still = replace(theory, priors={**theory.priors, **centres, **ALIKE})
    return Question(
        model=living.model,
        scenario=situation.scenario(living.months),
        theories=(still,),
        worlds=worlds,
        draws=living.draws,
        lives=1,
        months=living.months,
        seed=living.seed,
        watch=(),
    )


def _block(
    program: Program, living: Living, asked: Question, life: int, first: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return pull and counts, each (world, item, month + 1, draw), for one block of one life."""
    streams = (program.wait_streams, program.noise_streams)
    given = table_dict(tables(asked, asked.theories[0], *streams))
    if life:  # the same laws with other luck, in a war that begins otherwise
        other = table_dict(tables(replace(asked, seed=asked.seed + life), asked.theories[0], *streams))
        given |= {key: other[key] for key in _LUCK}
    records = compute_block(replace(asked, draws=2**31), program, given, first, living.keeper).records
    broken = records["faults"].any(0)
    if broken.any():
        raise trace_fault(asked, asked.theories[0], first + int(np.argmax(broken)))
    return _pull(records), _counts(program, records)


def _pull(records: Records) -> np.ndarray:
    """Return the cumulated pull, (world, kind, month + 1, draw)."""
    going = records["survival"][:, :1].astype(np.float64)  # (month + 1, 1, world, draw)
    ended = records["ended"][:, [ENDING_PATHS.index(kind) for kind in KINDS]].astype(np.float64)
    fresh = np.diff(ended, axis=0)
    over = fresh.sum(axis=1, keepdims=True)
    # by what ended rather than by what is left, which near 1 has few digits
    total = -np.log1p(-np.minimum(over / np.maximum(going[:-1], GONE), 1.0 - 1e-9))
    share = fresh / np.maximum(over, GONE)
    gone = np.concatenate([np.zeros((1, *ended.shape[1:])), np.cumsum(share * total, axis=0)])
    return (gone / THIN).transpose(2, 1, 0, 3).astype(np.float32)


def _counts(program: Program, records: Records) -> np.ndarray:
    """Return how often each of COUNTED and TALKED has happened, (world, event, month + 1, draw)."""
    counts = records["count"][:, [program.events.index(event) for event in COUNTED]]
    talked = counts[:, : len(TALKS)].sum(axis=1, keepdims=True) > 0.5
    return np.concatenate([counts, talked.astype(np.float32)], axis=1).transpose(2, 1, 0, 3)


def _normals(theory: Theory, living: Living) -> tuple[tuple[str, ...], np.ndarray]:
    normals = dict(zip(living.model.params, np.asarray(opened(theory, living).normals), strict=True))
    names = tuple(n for n in normals if n.split(".")[0] in theory.names and not n.startswith("baseline."))
    return names, np.stack([normals[name] for name in names]) if names else np.zeros((0, living.draws))
