"""A theory is a set of causes, and the signs it stakes its name on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from detente.vocabulary.mechanism import Mechanism, title
from detente.vocabulary.posterior import Posterior
from detente.vocabulary.priors import Prior

Sign = Literal["+", "-", "0", "?"]


@dataclass(frozen=True)
class Theory:
    """A rival explanation of how wars end.

    claim    one sentence
    sources  keys of sources.bib
    causes   the mechanisms that matter, in any order
    priors   beliefs that replace a mechanism's own: {"cause.parameter": prior}
    expects  signs it stakes its name on: {(cause of change, effect): sign}, as in
             {("B.deep-strike", "settlement"): "-"}; "?" says that both signs must be reachable
    moved    {"cause.parameter": standard deviations of its prior by which it is drawn off its place}, for
             a search; empty in a theory that speaks for itself
    posterior  what a record of wars leaves of the priors; none where the priors speak
    """

    name: str
    claim: str
    sources: tuple[str, ...]
    causes: tuple[type[Mechanism], ...]
    priors: Mapping[str, Prior] = field(default_factory=dict)
    expects: Mapping[tuple[str, str], Sign] = field(default_factory=dict)
    moved: Mapping[str, float] = field(default_factory=dict)
    posterior: Posterior | None = None

    def add(self, *causes: type[Mechanism]) -> "Theory":
        """Return the same theory with more causes."""
        fresh = tuple(c for c in causes if c not in self.causes)
        return replace(self, causes=self.causes + fresh)

    def drop(self, *causes: type[Mechanism]) -> "Theory":
        """Return the same theory with fewer causes."""
        return replace(self, causes=tuple(c for c in self.causes if c not in causes))

    @property
    def names(self) -> frozenset[str]:
        """Return the names of its causes."""
        return frozenset(title(cause) for cause in self.causes)
