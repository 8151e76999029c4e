"""Draw the figure of the README from the first scenario: `python -m tools.readme_figure`."""

from pathlib import Path

import detente as dt
from detente.faces.page.figures import EffectRow, effect_figure
from detente.faces.page.render import standalone
from detente.pipeline.effects import effect_table

PLACE = Path(__file__).parents[1] / "docs" / "figures" / "killing_during_talks.svg"


def main() -> None:
    """Run the scenario as it comes and write the figure."""
    run = dt.run("killing-during-talks")
    first = next(iter(run.results.children.values())).to_dataset()
    world = str(first["world"].values[-1])
    rows = []
    for line in effect_table(run.results, world, "settlement", 12):
        share, words = (line.below, "lowers it") if line.median < 0 else (line.above, "raises it")
        numbers = (100 * x for x in (line.median, line.low50, line.high50, line.low90, line.high90))
        rows.append(EffectRow(line.theory, "", *numbers, share, f"{words} in {share:.0%} of draws"))
    figure = effect_figure(
        rows,
        identifier="readme",
        title="What a killing during talks changes: chance of a settlement within 12 months",
        left_words="delays a deal",
        right_words="hastens a deal",
        unit_label="percentage points",
        unit_short="pp",
    )
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    PLACE.write_text(standalone(figure), encoding="utf-8")


if __name__ == "__main__":
    main()
