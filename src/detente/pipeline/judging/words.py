"""The word of a claim, from the shares of draws in which it holds under each theory that can express it.

    follows                 in at least 90% of draws, in every such theory
    fails                   in at most 10%, in every such theory
    depends on the theory   at least 90% in one, at most 10% in another, whatever the rest say
    fragile                 otherwise
    cannot be expressed     no theory has a path from what is done to what is looked at
    not a testable claim    there is no do-test

A theory in which no draw meets the condition of a claim says nothing of it, like one that cannot express it.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from detente.pipeline.judging import verdict
from detente.pipeline.judging.under import SURE, speaks
from detente.pipeline.judging.verdict import FAILS, FOLLOWS, Under, Word


def word_of(found: Iterable[Under]) -> Word:
    """Return the word of a claim with a do-test.

    >>> one, other = (Under(n, True, s, 0, 0, 0, 0, 0, 0, 99) for n, s in (("a", 0.95), ("b", 0.05)))
    >>> word_of([one]), word_of([other]), word_of([one, other]), word_of([])
    ('follows', 'fails', 'depends on the theory', 'cannot be expressed')
    """
    return word_of_shares([one.share for one in found if speaks(one)])


def word_of_shares(shares: Sequence[float]) -> Word:
    """Return the word for the shares of the theories that can express a claim.

    >>> word_of_shares([0.95, 0.5]), word_of_shares([0.95, 0.5, 0.05])
    ('fragile', 'depends on the theory')
    """
    if not shares:
        return "cannot be expressed"
    high, low = [share >= FOLLOWS for share in shares], [share <= FAILS for share in shares]
    if all(high):
        return "follows"
    if all(low):
        return "fails"
    return "depends on the theory" if any(high) and any(low) else "fragile"


def claim_word(tests: Sequence[verdict.TestVerdict]) -> Word:
    """Return the word of a claim: that of its first test, or that it cannot be tested."""
    return tests[0].word if tests else "not a testable claim"


def unsettled(found: Iterable[Under]) -> tuple[str, ...]:
    """Return the theories whose share is within two Monte Carlo errors of a threshold of the words."""
    return tuple(
        one.theory
        for one in found
        if speaks(one)
        and any(abs(one.share - threshold) < SURE * one.share_error for threshold in (FOLLOWS, FAILS))
    )


def complement(word: Word) -> Word:
    """Return the word of the opposite claim, where no effect lies within the smallest one of interest.

    The opposite of a claim has the other sign and the same smallest effect. In a draw, the claim holds
    where `sign * effect > smallest`, the opposite where `sign * effect < -smallest`, and neither where
    `abs(effect) <= smallest` or the effect is NaN. So, in every theory,

        share of the opposite = 1 - share - share within

    and the opposite has this word whenever no draw that meets the condition lies within, in any theory
    that speaks. Whatever lies within, the opposite of what follows fails. Where some draws lie within,
    the opposite of what fails may itself fail: no effect of either sign is large enough.

    >>> [complement(word) for word in ("follows", "fails", "fragile")]
    ['fails', 'follows', 'fragile']
    """
    exchanged: dict[Word, Word] = {"follows": "fails", "fails": "follows"}
    return exchanged.get(word, word)


def share_within(effect: np.ndarray, smallest: float, meets: np.ndarray | None = None) -> float:
    """Return the share of draws in which neither a claim nor its opposite holds; 0 where no draw is kept.

    `effect` and `meets` are (draw,); `smallest` is in the unit of the effect.

    >>> share_within(np.array([0.5, -0.5, 0.01, np.nan]), 0.02)
    0.5
    """
    kept = np.ones(len(effect), bool) if meets is None else np.asarray(meets, bool)
    size = np.abs(np.asarray(effect, float)[kept])
    return float((~(size > smallest)).sum() / size.size) if size.size else 0.0
