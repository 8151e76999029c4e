"""Promises that every cause keeps, whoever wrote it: all files of `mechanisms/` are found and tried."""

import inspect
import math
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import detente.mechanisms
from detente.vocabulary import (
    ASSUMED,
    Effect,
    Event,
    Mechanism,
    Mine,
    Prior,
    Record,
    Theirs,
    View,
    about,
    title,
)
from detente.vocabulary.record import AboutStock
from detente.vocabulary.units import BASES, parse, rescaled
from detente.vocabulary.war import GROUP_OF, STOCKS, reference, stated
from tests.contracts.test_house_style import PARTIAL

MODULES = {
    found.name: import_module(f"detente.mechanisms.{found.name}")
    for found in pkgutil.iter_modules(detente.mechanisms.__path__)
}


def defined(module: ModuleType) -> list[type[Mechanism]]:
    """The mechanisms written in a module, not those it imports."""
    classes = (c for c in vars(module).values() if inspect.isclass(c) and c.__module__ == module.__name__)
    return [c for c in classes if issubclass(c, Mechanism)]


CAUSES = {title(cause): cause for module in MODULES.values() for cause in defined(module)}
every_cause = pytest.mark.parametrize("name", CAUSES)

SECTION = re.compile(r"^(Scope|Rivals|Sources)\s+(.*?)(?=^(?:Scope|Rivals|Sources)\s|\Z)", re.M | re.S)
ENTRY = re.compile(r"^@\w+\{([\w-]+),(.*?)(?=^@|\Z)", re.M | re.S)
BIBLIOGRAPHY = dict(
    ENTRY.findall((Path(detente.__file__).parent / "sources.bib").read_text(encoding="utf-8"))
)
FROM_MEMORY = {key for key, entry in BIBLIOGRAPHY.items() if re.search(r"held\s*=\s*\{memory\}", entry)}

STATES, PARTIES, DOZEN, FAR = 200, 2, 12.0, 5.5
# The clock is left out for a random walk, which grows with the root of time, and for a log of a rate.
MONTHLESS = ("volatility", "log_hazard")


# ---- what it says of itself ----------------------------------------------------------------------


@cache
def sections(name: str) -> dict[str, str]:
    return dict(SECTION.findall(inspect.getdoc(MODULES[name]) or ""))


@cache
def rivals(name: str) -> set[str]:
    """The causes named under Rivals; what stands in brackets explains and does not name."""
    return set(re.findall(r"[a-z]+(?:_[a-z]+)*", re.sub(r"\([^)]*\)", "", sections(name)["Rivals"]))) & set(
        CAUSES
    )


def test_there_is_a_catalogue():
    assert len(CAUSES) >= 4, "no causes were found: the search is broken"


@pytest.mark.parametrize("file", MODULES)
def test_one_cause_a_file_named_after_it(file: str):
    assert [title(cause) for cause in defined(MODULES[file])] == [file]


@every_cause
def test_documented(name: str):
    entry = inspect.getdoc(MODULES[name]) or ""
    assert re.match(r"[A-Z][^\n]*: \S[^\n]*\.$", entry.splitlines()[0]), (
        "the first line is 'Name: one claim.'"
    )
    assert list(sections(name)) == ["Scope", "Rivals", "Sources"]
    assert [word for word, text in sections(name).items() if not text.strip()] == []
    assert inspect.getdoc(CAUSES[name]).splitlines()[0].endswith(".")


@every_cause
def test_has_an_example_to_check_by_hand(name: str):
    assert ">>> " in f"{inspect.getdoc(MODULES[name])}{inspect.getdoc(CAUSES[name])}"


@every_cause
def test_names_no_country(name: str):
    told = [inspect.getdoc(MODULES[name]), inspect.getdoc(CAUSES[name])]
    told += [word for entry in about(CAUSES[name]).values() for word in (entry.meaning, entry.note)]
    assert [match.group() for text in told for match in PARTIAL.finditer(text)] == []


@every_cause
def test_every_number_says_what_it_is_and_on_whose_word(name: str):
    for parameter, entry in about(CAUSES[name]).items():
        assert entry.meaning.strip(), parameter
        assert isinstance(entry.prior, Prior), parameter
        parse(entry.unit)
        assert entry.source == ASSUMED or entry.source in BIBLIOGRAPHY, f"{parameter}: {entry.source}"
        assert entry.source == ASSUMED or entry.source in sections(name)["Sources"], (
            f"{parameter}: not in the entry"
        )
        if entry.source in FROM_MEMORY:
            assert "not opened" in entry.note, (
                f"{parameter}: {entry.source} was not opened, and the note hides it"
            )


@every_cause
def test_every_source_it_names_is_in_the_bibliography(name: str):
    keys = set(re.findall(r"\b[a-z]+(?:_[a-z]+)*(?:\d{4}|_v\d+(?:_\d+)*)\b", inspect.getdoc(MODULES[name])))
    assert keys - set(BIBLIOGRAPHY) == set()


@every_cause
def test_beliefs_draw_only_what_is_possible(name: str):
    """A draw outside low and high stops the run, and luck reaches 5.4 standard deviations out."""
    outside = {
        parameter: (value, entry.low, entry.high)
        for parameter, entry in about(CAUSES[name]).items()
        for value in (entry.prior.at(-FAR), entry.prior.at(FAR))
        if not entry.low <= value <= entry.high
    }
    assert outside == {}


# ---- rivals --------------------------------------------------------------------------------------


@every_cause
def test_rivals_exist_and_point_back(name: str):
    text = re.sub(r"\([^)]*\)", "", sections(name)["Rivals"])
    unknown = set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", text)) - set(CAUSES) - set(STOCKS)
    assert unknown == set(), "named as a rival, but no such cause"
    if not text.lstrip().startswith("None"):
        assert rivals(name), "names no rival; write None"
        assert {rival for rival in rivals(name) if name not in rivals(rival)} == set(), (
            "they do not point back"
        )


def test_causes_that_answer_one_question_are_rivals():
    answers = defaultdict(set)
    for name, cause in CAUSES.items():
        answers[cause.answers].add(name)
    answers.pop("", None)
    assert [question for question, names in answers.items() if len(names) < 2] == [], (
        "a question with one answer"
    )
    missing = {name: names - {name} - rivals(name) for names in answers.values() for name in names}
    assert {name: unnamed for name, unnamed in missing.items() if unnamed} == {}


# ---- what it does --------------------------------------------------------------------------------


def random_stock(entry: AboutStock, luck: np.random.Generator, edges: bool) -> np.ndarray:
    """Values anywhere within bounds (or where there is none, far out), and on the bounds themselves."""
    reach = 20.0 * entry.typical or 240.0
    low = entry.low if math.isfinite(entry.low) else -1.0
    high = entry.high if math.isfinite(entry.high) else (reach if math.isfinite(entry.low) else 1.0)
    where = luck.uniform(0.0 if edges else 0.05, 1.0 if edges else 0.95, STATES)
    if edges:
        where = np.where(luck.uniform(size=STATES) < 0.2, where.round(), where)
    return low + (high - low) * where


def random_card(card: type[Record], luck: np.random.Generator, edges: bool) -> Record:
    return card(**{name: random_stock(entry, luck, edges) for name, entry in about(card).items()})


def random_war(luck: np.random.Generator, edges: bool) -> View:
    war = reference(PARTIES)
    parties, ties, foe_ties = (
        tuple(random_card(type(one), luck, edges) for one in cards)
        for cards in (war.parties, war.ties, war.foe_ties)
    )
    me, foe, shared = (random_card(type(card), luck, edges) for card in (war.me, war.foe, war.shared))
    return View(me, foe, shared, parties, ties, foe_ties, parties[0], ties[0], foe_ties[0])


def random_cause(name: str, luck: np.random.Generator) -> Mechanism:
    drawn = {p: entry.prior.at(luck.normal(size=STATES)) for p, entry in about(CAUSES[name]).items()}
    return CAUSES[name](
        **{p: np.clip(v, about(CAUSES[name])[p].low, about(CAUSES[name])[p].high) for p, v in drawn.items()}
    )


def contributions(effect: Effect) -> Iterator[tuple[str, str, str, object]]:
    """Every number that an effect states: (slot, key, unit, value)."""
    for stock, value in stated(effect.per_month):
        yield "per_month", stock, f"{STOCKS[stock].unit}/month", value
    for stock, value in stated(effect.volatility):
        yield "volatility", stock, STOCKS[stock].unit, value
    for key, change in effect.on.items():
        for stock, value in stated(change):
            yield "on", f"{key}: {stock}", STOCKS[stock].unit, value
    for event, value in effect.rate.items():
        yield "rate", event.name, "1/month", value
    for event, value in effect.log_hazard.items():
        yield "log_hazard", event.name, "1", value


@cache
def tried(name: str) -> Effect:
    """What the cause says in random states, bounds included, under random beliefs; the seed is the name's."""
    luck = np.random.default_rng(list(name.encode()))
    with np.errstate(all="ignore"):
        return random_cause(name, luck).effect(random_war(luck, edges=True))


@every_cause
def test_is_finite_in_every_state_and_draw(name: str):
    found = list(contributions(tried(name)))
    assert found, "it does nothing"
    assert [(slot, key) for slot, key, _, value in found if not np.isfinite(value).all()] == []
    assert [(slot, key) for slot, key, _, value in found if slot == "volatility" and np.any(value < 0)] == []


@every_cause
def test_touches_only_what_is_its_own(name: str):
    touched = {
        key.rpartition(": ")[2]
        for slot, key, *_ in contributions(tried(name))
        if slot not in ("rate", "log_hazard")
    }
    assert {stock for stock in touched if STOCKS[stock].trait} == set(), "traits are never changed"
    if not CAUSES[name].third_party:
        assert {stock for stock in touched if GROUP_OF[stock] in ("party", "tie")} == set()
        acts = [
            event.name for event in (*tried(name).rate, *tried(name).log_hazard) if event.actor == "party"
        ]
        assert acts == [], "only a third party's cause says what a third party does"


@every_cause
def test_events_are_told_from_a_side(name: str):
    effect = tried(name)
    for key in effect.on:
        actor = key.event.actor if isinstance(key, Mine | Theirs) else key.actor
        assert (actor == "war") == isinstance(key, Event), f"{key}: who does it?"
    assert all(isinstance(event, Event) for event in (*effect.rate, *effect.log_hazard))


def counted(card: Record, base: str) -> Record:
    """The same card with one base unit counted in dozens."""
    entries = about(type(card))
    return type(card)(
        **{n: rescaled(getattr(card, n), entry.unit, base, DOZEN) for n, entry in entries.items()}
    )


def counted_war(war: View, base: str) -> View:
    parties, ties, foe_ties = (
        tuple(counted(card, base) for card in cards) for cards in (war.parties, war.ties, war.foe_ties)
    )
    me, foe, shared = (counted(card, base) for card in (war.me, war.foe, war.shared))
    return View(me, foe, shared, parties, ties, foe_ties, parties[0], ties[0], foe_ties[0])


@pytest.mark.parametrize("base", BASES)
@every_cause
def test_units_agree(name: str, base: str):
    """Count soldiers, civilians, money or time in dozens: whatever the cause says must follow."""
    luck = np.random.default_rng(list(f"{name} {base}".encode()))
    cause, war = random_cause(name, luck), random_war(luck, edges=False)
    with np.errstate(all="ignore"):
        before = list(contributions(cause.effect(war)))
        after = list(contributions(counted(cause, base).effect(counted_war(war, base))))
    for (slot, key, unit, old), (_, _, _, new) in zip(before, after, strict=True):
        if base == "month" and slot in MONTHLESS:
            continue
        expected = np.broadcast_to(rescaled(np.asarray(old, float), unit, base, DOZEN), STATES)
        size = np.abs(expected).max()
        np.testing.assert_allclose(
            np.broadcast_to(new, STATES), expected, rtol=1e-6, atol=1e-9 * size, err_msg=f"{slot} {key}"
        )
