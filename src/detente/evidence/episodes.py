"""Episodes: every record of wars in one shape, one row a war from its first day to its last.

Two tables. `episodes` has a row a war and the index `episode`; `spells` cuts each war where something that
is known from then on changes (a calendar year of coding, a state that joins), for models in which
covariates vary with time. Days are counted as on a calendar, first and last day both: a war that begins
and ends on one day lasts one day. A spell runs from the end of day `start_day` to the end of day `stop_day`.

UCDP and COW count different things and overlap after 1945: `pooled` refuses to put them into one table.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

COLUMNS: dict[str, str] = {
    "dataset": "Name of the dataset that the row comes from",
    "kind": "Kind of war when it began, a word of KINDS",
    "name": "Name of the war or conflict",
    "side_a": "Side A: within a state its government; between states in COW who began, in UCDP as coded",
    "side_b": "Side B as the dataset names it",
    "begins": "First day",
    "last_seen": "Last day, or for a censored war the last day on which it was coded",
    "days": "Days from the first to the last, both counted",
    "censored": "Whether the war was still going when the coding stopped",
    "ending": "How it ended, a word of ENDINGS, or nothing where censored",
    "share_a": "Side A's share of both sides' material capabilities at the start, or not known",
    "support_a": "Whether another state supported side A in the first year, or not known",
    "support_b": "Whether another state supported side B in the first year, or not known",
    "deaths": "Battle deaths over the whole war, or not known; never known when it begins",
    "intensity": "In the first year: 1 for 25 to 999 battle deaths, 2 for more, or not known",
    "joins_after": "Days until a further state joined, more than 30 after the start, or none did",
}
SPELL_COLUMNS: dict[str, str] = {
    "episode": "Index of the episode",
    "start_day": "Day of the war after which the spell begins; 0 for the first spell",
    "stop_day": "Day of the war with which the spell ends",
    "ended": "Whether the war ended with the spell",
    "support_a": "Whether another state supported side A in this spell, or not known",
    "support_b": "Whether another state supported side B in this spell, or not known",
    "intensity": "1 or 2 in this spell, or not known",
    "joined": "Whether a further state had joined before the spell began",
}
KINDS = {
    "interstate": "between states",
    "intrastate": "a government against an armed group of its own country, no outside troops",
    "internationalised": "a government against an armed group, with outside troops on either side",
    "extrastate": "a state against a group outside its own territory",
    "civil_central": "civil war for control of the central government (COW type 4)",
    "civil_local": "civil war over local issues (COW type 5)",
    "regional": "a regional government against another group (COW type 6)",
    "intercommunal": "between groups, no government (COW type 7)",
}
ENDINGS = {
    "agreement": "a peace agreement, or a settlement that both sides make",
    "ceasefire": "a ceasefire without settlement of the dispute",
    "victory_a": "side A wins",
    "victory_b": "side B wins",
    "stalemate": "it stops without winner or terms",
    "low_activity": "it falls under the threshold of deaths",
    "actor_ceased": "a side ceases to exist or joins another",
    "transformed": "it goes on as another war",
    "unknown": "it ended; how is not coded",
}
POPULATIONS = {"ucdp-conflict": "UCDP", "cow-interstate": "COW", "war-episodes": "COW"}
THRESHOLDS = {"UCDP": "25 battle deaths a year", "COW": "1,000 battle deaths a war"}
GRACE = 30  # days: whoever enters within them is an initial party
_TEXT = ("dataset", "kind", "name", "side_a", "side_b", "ending")
_SPELL_TYPES = {
    "start_day": "int64",
    "stop_day": "int64",
    "ended": "bool",
    "support_a": "boolean",
    "support_b": "boolean",
    "intensity": "Int64",
    "joined": "bool",
}


def episodes_from(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the table of episodes made of mappings that name `episode` and every column; it is checked.

    Raises:
        ValueError: as `check_episodes`.
    """
    frame = pd.DataFrame(list(rows), columns=pd.Index(["episode", *COLUMNS])).set_index("episode")
    types = dict.fromkeys(_TEXT, "object") | {
        **dict.fromkeys(("begins", "last_seen"), "datetime64[ns]"),
        **dict.fromkeys(("share_a", "deaths", "joins_after"), "float64"),
        **dict.fromkeys(("support_a", "support_b"), "boolean"),
        **{"days": "int64", "censored": "bool", "intensity": "Int64"},
    }
    frame = frame.astype(types)
    check_episodes(frame)
    return frame


def spells_from(rows: Iterable[Mapping[str, Any]], episodes: pd.DataFrame) -> pd.DataFrame:
    """Return the table of spells made of mappings that name every column; checked against the episodes.

    Raises:
        ValueError: as `check_spells`.
    """
    frame = pd.DataFrame(list(rows), columns=pd.Index(SPELL_COLUMNS)).astype(_SPELL_TYPES)
    check_spells(frame, episodes)
    return frame


def check_episodes(frame: pd.DataFrame) -> None:
    """Raise ValueError with every rule that a table of episodes breaks, and up to five rows for each."""
    if list(frame.columns) != list(COLUMNS) or frame.index.name != "episode":
        raise ValueError(
            f"a table of episodes has the index 'episode' and exactly the columns {', '.join(COLUMNS)}"
        )
    broken = [f"{rule}: {_some(frame.index[wrong])}" for rule, wrong in _rules(frame) if wrong.any()]
    if broken:
        raise ValueError("\n".join(broken))


def check_spells(spells: pd.DataFrame, episodes: pd.DataFrame) -> None:
    """Raise ValueError where spells do not follow each other from the first day of each war to its last."""
    if list(spells.columns) != list(SPELL_COLUMNS):
        raise ValueError(f"a table of spells has exactly the columns {', '.join(SPELL_COLUMNS)}")
    broken = [f"{rule}: {_some(pd.Index(names))}" for rule, names in _breaks(spells, episodes) if names]
    if broken:
        raise ValueError("\n".join(broken))


def population(episodes: pd.DataFrame) -> str:
    """Return what the episodes are counted among: UCDP or COW.

    Raises:
        ValueError: more than one.
    """
    found = sorted({POPULATIONS[name] for name in episodes["dataset"]})
    if len(found) > 1:
        counted = " against ".join(f"{name} ({THRESHOLDS[name]})" for name in found)
        raise ValueError(
            f"{' and '.join(found)} are never pooled: they count different things, {counted}, and the same "
            "wars stand in both after 1945; use one of them, or both side by side"
        )
    return found[0] if found else ""


def pooled(*tables: pd.DataFrame) -> pd.DataFrame:
    """Return the episodes of several tables of one population in one table.

    Raises:
        ValueError: UCDP with COW, or an episode that stands in two of the tables.
    """
    together = pd.concat(tables) if tables else episodes_from([])
    population(together)
    check_episodes(together)
    return together


def _rules(frame: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    index = frame.index.to_series()
    yield "an episode needs a name of its own", index.duplicated(keep=False) | (index.astype(str) == "")
    yield f"dataset is one of {', '.join(POPULATIONS)}", ~frame["dataset"].isin(list(POPULATIONS))
    yield f"kind is one of {', '.join(KINDS)}", ~frame["kind"].isin(list(KINDS))
    yield "the first and the last day are known", frame[["begins", "last_seen"]].isna().any(axis=1)
    yield "a war does not end before it begins", frame["last_seen"] < frame["begins"]
    length = (frame["last_seen"] - frame["begins"]).dt.days + 1
    yield "days are counted from the first to the last, both counted", length != frame["days"]
    ended = ~frame["censored"].astype(bool)
    yield "a censored war has no ending", ~ended & (frame["ending"] != "")
    yield f"an ending is one of {', '.join(ENDINGS)}", ended & ~frame["ending"].isin(list(ENDINGS))
    share = frame["share_a"]
    yield "a share lies between 0 and 1", share.notna() & ~share.between(0, 1)
    yield "intensity is 1 or 2", frame["intensity"].notna() & ~frame["intensity"].isin([1, 2])
    yield "deaths are not negative", frame["deaths"] < 0
    joins = frame["joins_after"]
    yield f"a state joins after {GRACE} days and before the end", (joins <= GRACE) | (joins >= frame["days"])


def _breaks(spells: pd.DataFrame, episodes: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    alone = set(spells["episode"]) ^ set(episodes.index)
    yield "each spell belongs to an episode, and each episode has spells", sorted(alone)
    known = spells[spells["episode"].isin(episodes.index)]
    names = known["episode"]
    yield "a spell is at least a day long", list(names[known["stop_day"] <= known["start_day"]])
    before = known.groupby("episode")["stop_day"].shift(fill_value=0)
    yield "spells follow each other without a gap", list(names[known["start_day"] != before])
    last = known.groupby("episode").tail(1).set_index("episode")
    wars = episodes.loc[last.index]
    yield "the last spell ends on the last day", list(last.index[last["stop_day"] != wars["days"]])
    yield "the last spell says whether the war ended", list(last.index[last["ended"] == wars["censored"]])
    early = known["ended"] & names.duplicated(keep="last")
    yield "a war ends once, with its last spell", list(names[early])


def _some(names: pd.Index) -> str:
    shown = [str(name) for name in names.unique()]
    return ", ".join(shown[:5]) + (f" and {len(shown) - 5} more" if len(shown) > 5 else "")
