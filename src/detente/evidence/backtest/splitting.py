"""Splitting a record in time, and the guard against knowing the future.

Trained is on wars that began before a year, as they were known on its first day; tested on later ones. What a
prediction may use is a list of columns, each with the time from which it is known, and nothing else:

    begins, dataset, share_a                     from the first day
    kind, support_a, support_b, intensity        from the end of the calendar year in which the war began

The latter are coded for calendar years (a war counts as internationalised if outside troops came in that
year), and the first year of a war that began in May runs to December. A table of episodes holds them in the
row of the war, and a model that takes them on the first day takes what happened in the months that it
predicts. Endings, deaths, joiners and the last day are never known.

A list of names does not see a column that was filled with what happened later. So the guard also prepares the
covariates twice, the second time with the fates of all wars exchanged: nothing that is known may change. And
it looks at whether a column tells the long wars from the short ones better than anything known ever has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from detente.evidence.backtest.prediction import Prediction
from detente.evidence.episodes import COLUMNS, check_episodes, population
from detente.evidence.numbers import uniforms
from detente.formulas.severity import DAYS_PER_MONTH
from detente.vocabulary.errors import Leak

AT_ONCE = ("begins", "dataset", "share_a")
AFTER_FIRST_YEAR = ("kind", "support_a", "support_b", "intensity")
KNOWN = (*AT_ONCE, *AFTER_FIRST_YEAR)
FATE = ("last_seen", "days", "censored", "ending", "deaths", "joins_after")
LANDMARKS = (0, 6, 12, 24, 36)
TOO_GOOD = 0.85  # of pairs of wars put in order; kind, the best that is known, reaches 0.78 on real wars
FEWEST = 10  # wars on either side of a flag before its order means anything
ASKED_TWICE, SAME = 12, 1e-4  # wars asked about again, by themselves; single precision
Prepare = Callable[[pd.DataFrame], pd.DataFrame]
Predict = Callable[[pd.DataFrame], Prediction]
Forecasts = Mapping[int, Prediction]


@dataclass(frozen=True, eq=False)
class Split:
    """A record cut in time.

    train   wars that began before the year, those still going then censored on the eve of it
    test    wars that began in it or later, with all that is known of them by now
    before  the year
    until   the year before which the last of them began; none where the record sets the end
    """

    train: pd.DataFrame
    test: pd.DataFrame
    before: int
    until: int | None


def split(episodes: pd.DataFrame, before: int, until: int | None = None) -> Split:
    """Return the wars to learn from, as they were known when the year `before` began, and those to predict.

    Raises:
        ValueError: UCDP and COW in one table, or no war on one of the two sides.
    """
    population(episodes)
    cut = _first_day(before)
    late = episodes["begins"] >= cut
    tried = late if until is None else late & (episodes["begins"] < _first_day(until))
    train, test = as_known_before(episodes[~late], cut), episodes[tried]
    if train.empty or test.empty:
        raise ValueError(
            f"{len(train)} wars began before {before} and {len(test)} "
            + (f"from then on before {until}" if until else "from then on")
            + "; choose a year that leaves some on both sides"
        )
    return Split(train, test, before, until)


def as_known_before(episodes: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return the wars as they stood on the eve of `day`: what was still going is censored there.

    Of a war cut so neither the ending nor the deaths of the whole war are known, nor who joined after.
    """
    going = episodes["last_seen"] >= day
    eve = day - pd.Timedelta(days=1)
    days = episodes["days"].mask(going, (eve - episodes["begins"]).dt.days + 1)
    known = episodes.assign(
        days=days,
        last_seen=episodes["last_seen"].mask(going, eve),
        censored=episodes["censored"] | going,
        ending=episodes["ending"].mask(going, ""),
        deaths=episodes["deaths"].mask(going),
        joins_after=episodes["joins_after"].mask(episodes["joins_after"] >= days),
    )
    return _without_first_year(known, (day - known["begins"]).dt.days)


def alive(test: pd.DataFrame, lasted: float) -> pd.Series:
    """Return which wars were seen to go on for longer than so many months."""
    return test["days"] > lasted * DAYS_PER_MONTH


def known(episodes: pd.DataFrame, lasted: float = 0) -> pd.DataFrame:
    """Return what a model gets to see of each war `lasted` months after its first day: KNOWN, and no more.

    What is not known by then is missing. Rows are numbered, so that a war cannot be looked up by its name.

    Raises:
        Leak: the table has a column that is no part of a table of episodes.
    """
    further = [name for name in episodes.columns if name not in COLUMNS]
    if further:
        raise Leak(
            f"nobody says since when {', '.join(further)} would be known: a prediction may use "
            f"{', '.join(KNOWN)} and nothing else; take the column out of the table"
        )
    seen = episodes[list(KNOWN)].reset_index(drop=True)
    return _without_first_year(seen, pd.Series(lasted * DAYS_PER_MONTH, index=seen.index))


def foretold(predict: Predict, test: pd.DataFrame, landmarks: Sequence[int] = LANDMARKS) -> Forecasts:
    """Return by landmark what is predicted of all wars of the table from what is known of them by then.

    Raises:
        Leak: as `known`; or what is predicted of a war depends on its place in the table or on other wars.
    """
    frames: list[tuple[pd.DataFrame, Prediction]] = []
    forecasts: dict[int, Prediction] = {}
    for landmark in landmarks:
        seen = known(test, landmark)
        same = [prediction for frame, prediction in frames if frame.equals(seen)]
        forecasts[landmark] = same[0] if same else predict(seen)
        if not same:
            _ask_again(predict, seen, forecasts[landmark])
            frames.append((seen, forecasts[landmark]))
    return forecasts


def check_covariates(names: Sequence[str]) -> None:
    """Raise Leak where a model asks for a column that is not known while a war goes on."""
    late = [name for name in names if name not in KNOWN]
    if late:
        reasons = [
            f"{name}: {COLUMNS[name]}" if name in COLUMNS else f"{name}: not a column" for name in late
        ]
        raise Leak(f"not known while a war goes on ({'; '.join(reasons)}); choose among {', '.join(KNOWN)}")


def guard(
    episodes: pd.DataFrame,
    before: int,
    until: int | None = None,
    prepare: Prepare = lambda table: table,
    seed: int = 0,
) -> Split:
    """Return the split of a prepared table, after the guard has looked at it.

    prepare    whatever fills the columns of the table before it is split

    The table is prepared again after the fates of the tested wars have been exchanged among them, and what
    became of the others after the split has been cut off. What a model is trained on and gets to see must
    then be the same to the last bit.

    Raises:
        Leak: a column that is not on the list, that depends on the fate of the wars to be predicted, or that
            is too good to have been known.
        ValueError: as `split`.
    """
    true = split(prepare(episodes), before, until)
    check_late(true.test)
    other = split(prepare(exchanged(episodes, before, seed)), before, until)
    for whose, ours, theirs in (("wars to learn from", true.train, other.train), *_seen(true, other)):
        moved = [name for name in ours.columns if not ours[name].equals(theirs[name])]
        if moved:
            raise Leak(
                f"{', '.join(moved)} of the {whose} changed when the fates of later wars were exchanged: "
                "it was filled with what became known only later; fill it from what is known at the start"
            )
    return true


def check_late(test: pd.DataFrame) -> None:
    """Raise Leak where what is said to be known tells long wars from short ones too well to have been so."""
    known(test)
    found = {
        name: order for name in KNOWN for order in [_order(test, name)] if abs(order - 0.5) > TOO_GOOD - 0.5
    }
    if found:
        said = ", ".join(f"{name} ({max(order, 1 - order):.0%})" for name, order in found.items())
        raise Leak(
            f"{said}: puts more than {TOO_GOOD:.0%} of pairs of wars in the order of how long they lasted, "
            "which nothing known at the start does; look at where the column comes from and leave it out"
        )


def exchanged(episodes: pd.DataFrame, before: int, seed: int = 0) -> pd.DataFrame:
    """Return the table with another future: fates of later wars exchanged, those of earlier ones cut off."""
    cut = _first_day(before)
    late = (episodes["begins"] >= cut).to_numpy()
    early = as_known_before(episodes[~late], cut)
    places = np.flatnonzero(late)
    order = np.argsort(uniforms(seed, "exchanged fates", len(places), 1)[:, 0])
    fates = episodes[list(FATE)].iloc[places[order]].set_index(episodes.index[places])
    later = episodes[late].assign(**{name: fates[name] for name in FATE})
    begins = later["begins"]
    later = later.assign(last_seen=begins + pd.to_timedelta(later["days"] - 1, unit="D"))
    both = pd.concat([early, later]).reindex(episodes.index).astype(episodes.dtypes)
    if list(both.columns) == list(COLUMNS):
        check_episodes(both)
    return both


def _ask_again(predict: Predict, seen: pd.DataFrame, first: Prediction) -> None:
    """Raise Leak where a few wars, asked about by themselves and backwards, are predicted differently."""
    step = max(1, len(seen) // ASKED_TWICE)
    chosen = np.arange(len(seen))[::-step]
    again = predict(seen.iloc[chosen].reset_index(drop=True))
    if not np.allclose(again.going, first.going[chosen], atol=SAME) or not np.allclose(
        again.incidence, first.incidence[chosen], atol=SAME
    ):
        raise Leak(
            f"{first.name}: what is predicted of a war depends on its place in the table or on the other "
            "wars in it; predict each war from its own row and the wars that were learned from"
        )


def _seen(true: Split, other: Split) -> list[tuple[str, pd.DataFrame, pd.DataFrame]]:
    return [
        (f"wars to predict after {lasted} months", known(true.test, lasted), known(other.test, lasted))
        for lasted in LANDMARKS
    ]


def _first_day(year: int) -> pd.Timestamp:
    return cast(pd.Timestamp, pd.Timestamp(year, 1, 1))


def _without_first_year(episodes: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """Return the table without what is coded for the first calendar year where that year is not over."""
    year = episodes["begins"].dt.is_leap_year + 365
    over = days > year - episodes["begins"].dt.day_of_year
    return episodes.assign(**{name: episodes[name].where(over) for name in AFTER_FIRST_YEAR})


def _order(test: pd.DataFrame, name: str) -> float:
    """Return the share of pairs of wars, apart in the column, that it puts in the order of their days.

    A column of words is looked at word by word, and where a value is missing is a flag of its own: what is
    missing for the wars that lasted gives them away too. Returns the share furthest from a half.
    """
    column, days = test[name], test["days"].to_numpy(float)
    flags = [column.isna()]
    if name in ("kind", "dataset"):
        flags += [column == word for word in column.unique()]
    elif name != "begins":
        flags.append(column)
    shares = [_pairs(pd.to_numeric(flag, errors="coerce").astype("Float64"), days) for flag in flags]
    return max(shares, key=lambda share: abs(share - 0.5))


def _pairs(column: pd.Series, days: np.ndarray) -> float:
    there = column.notna().to_numpy()
    values, lasted = column[there].to_numpy(float), days[there]
    sizes = np.unique(values, return_counts=True)[1]
    if len(sizes) < 2 or len(values) - sizes.max() < FEWEST:
        return 0.5
    apart = np.sign(values[:, None] - values)
    return float(0.5 + 0.5 * (apart * np.sign(lasted[:, None] - lasted)).sum() / np.abs(apart).sum())
