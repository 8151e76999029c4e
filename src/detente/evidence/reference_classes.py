"""Reference classes: sets of wars that a theory is fitted to, and among which a war of today is counted.

Which class a war belongs to is a choice, and moves numbers: UCDP counts from 25 battle deaths a year, COW
from 1,000 a war. So each class says its dataset and kinds, and no class mixes two datasets.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.vocabulary.errors import unknown

if TYPE_CHECKING:  # naming a class need not wait for pandas
    import pandas as pd


@dataclass(frozen=True)
class ReferenceClass:
    """A class of wars.

    dataset  name of the dataset whose episodes it is taken from
    kinds    kinds of war, in the words of `episodes.KINDS`
    split    first year of the wars that a backtest forecasts, having learned from the earlier ones
    until    year from which wars are not forecast; none where the record sets the end
    cite     keys of sources.bib
    """

    name: str
    title: str
    dataset: str
    kinds: tuple[str, ...]
    split: int
    until: int | None
    cite: tuple[str, ...]

    def wars(self, episodes: "pd.DataFrame") -> "pd.DataFrame":
        """Return the episodes of this class.

        Raises:
            ValueError: there is none.
        """
        found = episodes[episodes["kind"].isin(list(self.kinds))]
        if found.empty:
            raise ValueError(f"the table holds no war of the kinds {', '.join(self.kinds)}")
        return found


CLASSES: dict[str, ReferenceClass] = {
    one.name: one
    for one in (
        ReferenceClass(
            "interstate",
            "wars between states (UCDP, 25 battle deaths a year)",
            "ucdp-conflict",
            ("interstate",),
            1975,
            None,
            ("ucdp_acd_v24_1", "ucdp_termination_v3"),
        ),
        ReferenceClass(
            "interstate-cow",
            "wars between states (COW, 1,000 battle deaths a war)",
            "war-episodes",
            ("interstate",),
            1946,
            None,
            ("cow_interstate_v4", "cow_nmc"),
        ),
        ReferenceClass(
            "internal",
            "wars within states (UCDP, 25 battle deaths a year)",
            "ucdp-conflict",
            ("intrastate", "internationalised"),
            1990,
            2000,
            ("ucdp_acd_v24_1", "ucdp_termination_v3", "ucdp_esd_v18_1"),
        ),
        ReferenceClass(
            "civil-cow",
            "civil wars (COW, 1,000 battle deaths a war)",
            "war-episodes",
            ("civil_central", "civil_local"),
            1960,
            None,
            ("cow_intrastate", "cow_nmc"),
        ),
    )
}
DEFAULT = "interstate"


def reference_class(name: str) -> ReferenceClass:
    """Return the class of this name.

    Raises:
        UnknownName: there is none, with a hint.
    """
    if name not in CLASSES:
        raise unknown("reference class", name, CLASSES)
    return CLASSES[name]
