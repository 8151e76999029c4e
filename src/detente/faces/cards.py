"""What Python gives back: cards with a plain text for a terminal and a page for a notebook."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.faces import library
from detente.faces.ask import Loaded
from detente.faces.runs import Answer
from detente.pipeline.scenario import Scenario
from detente.vocabulary import Mechanism, Theory, title

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from detente.pipeline.effects import EffectLine
    from detente.shelf.packaged import Source


@dataclass(frozen=True, repr=False)
class ScenarioCard:
    """A scenario: who fights, who stands by, where they start, what is scheduled, and its worlds."""

    loaded: Loaded

    @property
    def scenario(self) -> Scenario:
        """Return the checked scenario itself."""
        return self.loaded.scenario

    @property
    def name(self) -> str:
        """Return its name."""
        return self.scenario.name

    def __repr__(self) -> str:
        from detente.faces.notebook import scenario_text

        return scenario_text(self.scenario)

    def _repr_html_(self) -> str:
        from detente.faces.notebook import scenario_html

        return scenario_html(self.scenario)


@dataclass(frozen=True, repr=False)
class TheoryCard:
    """A theory: what it claims, its causes, and the signs it stakes its name on."""

    theory: Theory

    @property
    def name(self) -> str:
        """Return its name."""
        return self.theory.name

    @property
    def claim(self) -> str:
        """Return its claim in one sentence."""
        return self.theory.claim

    @property
    def causes(self) -> tuple[str, ...]:
        """Return the names of its causes."""
        return tuple(sorted(self.theory.names))

    def __repr__(self) -> str:
        return f"{self.name}: {self.claim}\ncauses: {', '.join(self.causes)}"

    def _repr_html_(self) -> str:
        from detente.faces.notebook import theory_html

        return theory_html(self.theory)


@dataclass(frozen=True, repr=False)
class CauseCard:
    """A cause: its encyclopedia entry, and its numbers with what is believed of them."""

    cause: type[Mechanism]

    @property
    def name(self) -> str:
        """Return its name."""
        return title(self.cause)

    @property
    def entry(self) -> str:
        """Return its encyclopedia entry."""
        return library.entry(self.cause)

    @property
    def rivals(self) -> tuple[str, ...]:
        """Return the names of its rivals."""
        return library.rivals(self.cause)

    @property
    def parameters(self) -> "pd.DataFrame":
        """Return its numbers as a table: meaning, median, 90% interval of belief, unit, source, note."""
        from detente.faces.notebook import parameter_frame

        return parameter_frame(self.cause)

    def __repr__(self) -> str:
        from detente.faces.notebook import cause_text

        return cause_text(self.cause)

    def _repr_html_(self) -> str:
        from detente.faces.notebook import cause_html

        return cause_html(self.cause)


@dataclass(frozen=True, repr=False)
class SourceCard:
    """A work of the bibliography, and how it is held."""

    source: "Source"

    def __repr__(self) -> str:
        from detente.shelf.packaged import citation

        return f"{citation(self.source)} [{self.source.held}]"


@dataclass(frozen=True, repr=False)
class EffectCard:
    """What a world changes about one outcome, one line for each theory."""

    lines: "tuple[EffectLine, ...]"

    def __iter__(self) -> "Iterator[EffectLine]":
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def frame(self) -> "pd.DataFrame":
        """Return the lines as a pandas table, one row a theory."""
        import pandas as pd

        return pd.DataFrame([asdict(line) for line in self.lines]).set_index("theory")

    def __repr__(self) -> str:
        from detente.faces.notebook import effect_text

        return effect_text(self.lines)

    def _repr_html_(self) -> str:
        from detente.faces.notebook import effect_html

        return effect_html(self.lines)


@dataclass(frozen=True, repr=False)
class RunCard:
    """A run: its results, the effects of its worlds, and its brief."""

    answer: Answer

    @property
    def results(self) -> "xr.DataTree":
        """Return the results: one node for each theory, read from disk when asked for."""
        return self.answer.results

    @property
    def worlds(self) -> tuple[str, ...]:
        """Return the names of the worlds; the first is the one that others are compared with."""
        return self.answer.worlds

    @property
    def identity(self) -> str:
        """Return the run's identifier."""
        return self.answer.identity

    @property
    def folder(self) -> Path:
        """Return the folder in which the run is kept."""
        return self.answer.folder

    def effect(
        self, what: str = "settlement", by: int = 12, world: str | None = None, smallest: float = 0.0
    ) -> EffectCard:
        """Return what a world changes, paired draw by draw with the reference world.

        `what`: an ending (`settlement`, `A.collapse`), `any-ending`, `months-of-war`, `A.share`, or an event
        (`talks-open`). `world` is the second one unless named. `smallest` is the smallest effect of interest.

        Raises:
            UnknownName: there is no such world, outcome or horizon.
        """
        from detente.pipeline.effects import effect_table
        from detente.vocabulary.errors import unknown

        if len(self.worlds) < 2 and world is None:
            raise unknown("world to compare", "the second", ())
        return EffectCard(tuple(effect_table(self.results, world or self.worlds[1], what, by, smallest)))

    def channels(self) -> "pd.DataFrame":
        """Return through which causes its effects pass: one row a theory, world, outcome and cause.

        Found at the first call, which takes about as long as the run did, and kept beside the run. Columns
        are those of `faces.channels.COLUMNS`; parts of an effect add up to it.
        """
        import pandas as pd

        from detente.faces.channels import COLUMNS, channel_rows, find_channels, kept_channels

        found = kept_channels(self.folder)
        return pd.DataFrame(
            channel_rows(find_channels(self.folder) if found is None else found), columns=COLUMNS
        )

    def brief(self, path: str | Path) -> Path:
        """Write the brief, one self-contained HTML file, and return its path."""
        from detente.faces.page.publish import publish

        return publish(self.answer, Path(path))

    def __repr__(self) -> str:
        from detente.faces.notebook import run_text

        return run_text(self.answer)

    def _repr_html_(self) -> str:
        from detente.faces.notebook import run_html

        return run_html(self.answer)
