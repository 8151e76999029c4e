"""The section of a brief that says what theories speak by: priors, or what a record leaves of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from detente.pipeline.brief_tree import Align, Block, BulletList, Details, Note, Section, Table
from detente.pipeline.brief_words import count, heading, percent
from detente.pipeline.effects import weights_of

if TYPE_CHECKING:
    from detente.pipeline.brief import Materials
    from detente.vocabulary import Theory

ENOUGH = 0.8  # share of its target moments that a theory is expected to reproduce
HEADERS = (
    "Theory",
    "Target moments reproduced",
    "Fit can be trusted",
    "Against the base rate, on wars not seen",
    "Weight",
)
ALIGN: tuple[Align, ...] = ("left", "right", "left", "left", "right")
LOSES = "loses to it"
WEIGHT = "Weight: how much its forecasts of each war from all others add to a mixture of the theories."


def beliefs_section(m: Materials) -> Section:
    """Say which wars the theories were fitted to, how well, and how much each is worth among the others."""
    said, cautions, missed = spoken_by(m.theories), cautions_of(m.theories), missed_by(m.theories)
    blocks: list[Block] = [Note("caution", caution) for caution in cautions]
    rows = fit_rows(m.theories, weights_of(m.tree))
    if rows:
        table = Table(HEADERS, tuple(rows), ALIGN, WEIGHT)
        blocks.append(Details("Fit and weight of each theory", (table,)))
    if missed:
        blocks.append(Details("Moments that are missed", (BulletList(missed),)))
    return Section("beliefs", "What theories speak by", said, tuple(blocks))


def spoken_by(theories: Iterable[Theory]) -> str:
    """Return in plain words what theories speak by."""
    posterior = next((theory.posterior for theory in theories if theory.posterior), None)
    if posterior is None:
        return "Their priors. Nothing here was fitted to wars that were fought."
    return (
        f"What {count(posterior.wars, 'war')} of the class “{posterior.record}” leave of their priors: how "
        "often such wars end, and how, is learned from these; most of what a theory alone says is not. With "
        "--prior they speak by their priors."
    )


def fit_rows(theories: Iterable[Theory], weights: Mapping[str, float]) -> list[tuple[str, ...]]:
    """Return a row a theory that has a posterior, under HEADERS."""
    rows = []
    for theory in theories:
        if one := theory.posterior:
            inside = f"{one.checked - len(one.missed)} of {one.checked}" if one.checked else "held to none"
            weight = percent(weights[theory.name]) if theory.name in weights else ""
            trusted, unseen = "yes" if one.trusted else "no", LOSES if one.loses else "does not lose to it"
            rows.append((heading(theory.name), inside, trusted, unseen, weight))
    return rows


def cautions_of(theories: Iterable[Theory]) -> tuple[str, ...]:
    """Return what a reader should know of fits before relying on them."""
    asked = tuple(theories)
    fitted = [theory for theory in asked if theory.posterior]
    without = [heading(theory.name) for theory in asked if not theory.posterior]
    poor = [
        heading(t.name)
        for t in fitted
        if t.posterior and len(t.posterior.missed) > (1 - ENOUGH) * t.posterior.checked
    ]
    doubted = [heading(t.name) for t in fitted if t.posterior and not t.posterior.trusted]
    losing = [heading(t.name) for t in fitted if t.posterior and t.posterior.loses]
    told = {
        "No posterior fits these theories as they are now, so their priors speak": without if fitted else [],
        "Fewer than four in five of their target moments are reproduced by": poor,
        "Their fits cannot be trusted (Pareto k above 0.7)": doubted,
        "On wars that they had not seen these lose to the base rate; they speak all the same": losing,
    }
    return tuple(f"{words}: {', '.join(names)}." for words, names in told.items() if names)


def missed_by(theories: Iterable[Theory]) -> tuple[str, ...]:
    """Return a line a theory that misses target moments: which."""
    return tuple(
        f"{heading(theory.name)}: {'; '.join(theory.posterior.missed)}"
        for theory in theories
        if theory.posterior and theory.posterior.missed
    )
