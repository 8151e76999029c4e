"""Episodes: their rules, and how official files become them, held to tables that others made."""

import pandas as pd
import pytest

from detente.evidence.datasets.catalogue import datasets
from detente.evidence.episodes import (
    COLUMNS,
    KINDS,
    SPELL_COLUMNS,
    check_episodes,
    check_spells,
    episodes_from,
    pooled,
    population,
    spells_from,
)
from detente.evidence.episodes_ucdp import ucdp_episodes, ucdp_spells
from detente.vocabulary.errors import InvalidInput
from tests.evidence.official_files import ready_made, real_tables

WAR = {
    **{"episode": "COWI-0", "dataset": "cow-interstate", "kind": "interstate", "name": "A war"},
    **{"side_a": "A", "side_b": "B", "begins": "1900-01-01", "last_seen": "1900-04-09", "days": 99},
    **{"censored": False, "ending": "victory_a", "share_a": 0.4, "support_a": None, "support_b": True},
    **{"deaths": 1000.0, "intensity": None, "joins_after": 40.0},
}
WORDS = {
    **{"negotiated": "agreement", "victory_A": "victory_a", "victory_B": "victory_b", "ongoing": ""},
    **{"ended_outcome_unknown": "unknown", "stalemate/ceasefire": "stalemate"},
}
LAST_YEAR = "1999-12-31"  # the last day of the copies of the official files that the tests read


def same(one: pd.Series, other: pd.Series) -> pd.Series:
    """Where two columns agree, unknown with unknown."""
    first, second = one.astype("Float64"), other.astype("Float64")
    return (first.isna() & second.isna()) | (first == second).fillna(False)


def year(number: int, *, ends: str | None = None, **other: object) -> dict[str, object]:
    """A row of the official conflict table: a conflict of number 7 that began in March 1990."""
    row = {
        **{"conflict_id": 7, "location": "Here", "side_a": "A", "side_b": "B", "year": number},
        **{"side_a_id": "1, 2", "side_b_id": "3", "gwno_a_2nd": None, "gwno_b_2nd": None},
        **{"intensity_level": 1, "type_of_conflict": 3, "start_date2": pd.Timestamp("1990-03-01")},
        **{"ep_end": ends is not None, "ep_end_date": pd.NaT if ends is None else pd.Timestamp(ends)},
    }
    return row | other


# --- rules ---------------------------------------------------------------------------------------------


def test_a_table_of_episodes_has_its_columns_and_types():
    wars = episodes_from([WAR])
    assert list(wars.columns) == list(COLUMNS)
    assert wars.index.name == "episode"
    assert (wars["days"] == (wars["last_seen"] - wars["begins"]).dt.days + 1).all()
    assert list(episodes_from([]).columns) == list(COLUMNS)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"days": 100}, "days are counted"),
        ({"last_seen": "1899-12-31", "days": 0}, "does not end before it begins"),
        ({"ending": ""}, "an ending is one of"),
        ({"ending": "won"}, "an ending is one of"),
        ({"censored": True}, "a censored war has no ending"),
        ({"kind": "war"}, "kind is one of"),
        ({"dataset": "mine"}, "dataset is one of"),
        ({"share_a": 1.2}, "between 0 and 1"),
        ({"intensity": 3}, "intensity is 1 or 2"),
        ({"deaths": -9}, "deaths are not negative"),
        ({"joins_after": 30}, "joins after 30 days"),
        ({"joins_after": 99}, "before the end"),
        ({"episode": ""}, "a name of its own"),
    ],
)
def test_every_rule_is_checked(change, rule):
    with pytest.raises(ValueError, match=rule):
        episodes_from([WAR | change])


def test_all_broken_rules_are_said_at_once_with_the_episodes():
    rows = [WAR | {"episode": f"E{n}", "deaths": -1, "share_a": 2} for n in range(7)]
    with pytest.raises(ValueError, match="share") as error:
        episodes_from(rows)
    assert str(error.value).splitlines() == [
        "a share lies between 0 and 1: E0, E1, E2, E3, E4 and 2 more",
        "deaths are not negative: E0, E1, E2, E3, E4 and 2 more",
    ]
    with pytest.raises(ValueError, match="exactly the columns"):
        check_episodes(episodes_from([WAR]).drop(columns="deaths"))


def spell(start: int, stop: int, ended: bool, episode: str = "COWI-0") -> dict[str, object]:
    known = {"support_a": None, "support_b": None, "intensity": None, "joined": False}
    return {"episode": episode, "start_day": start, "stop_day": stop, "ended": ended, **known}


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([], "each episode has spells"),
        ([spell(0, 99, True), spell(0, 5, True, "other")], "each spell belongs to an episode"),
        ([spell(0, 98, True)], "ends on the last day"),
        ([spell(0, 99, False)], "says whether the war ended"),
        ([spell(0, 40, True), spell(40, 99, True)], "a war ends once"),
        ([spell(0, 40, False), spell(41, 99, True)], "without a gap"),
        ([spell(0, 0, False), spell(0, 99, True)], "at least a day"),
    ],
)
def test_spells_follow_each_other_from_the_first_day_to_the_last(rows, rule):
    wars = episodes_from([WAR])
    check_spells(spells_from([spell(0, 40, False), spell(40, 99, True)], wars), wars)
    with pytest.raises(ValueError, match=rule):
        spells_from(rows, wars)


def test_two_populations_are_never_pooled():
    cow, ucdp = episodes_from([WAR]), episodes_from([WAR | {"dataset": "ucdp-conflict", "episode": "U"}])
    with pytest.raises(ValueError, match="COW and UCDP are never pooled: they count different things"):
        pooled(cow, ucdp)
    with pytest.raises(ValueError, match="a name of its own: COWI-0"):
        pooled(cow, episodes_from([WAR | {"dataset": "war-episodes"}]))
    both = pooled(cow, episodes_from([WAR | {"dataset": "war-episodes", "episode": "COWE-1"}]))
    assert (len(both), population(both)) == (2, "COW")


# --- UCDP, made up -------------------------------------------------------------------------------------


def test_years_are_put_together_and_cut_again_at_the_ends_of_years():
    conflict = pd.DataFrame(
        [
            year(1990),
            year(1991, gwno_a_2nd="20", intensity_level=2),
            year(1992, ends="1992-02-01"),
            year(1992, conflict_id=8),
        ]
    )
    wars, cut = ucdp_episodes(conflict), ucdp_spells(conflict)
    ended, going = wars.loc["UCDP-7-1990-03-01"], wars.loc["UCDP-8-1990-03-01"]
    assert (ended["days"], ended["ending"], ended["intensity"]) == (703, "unknown", 1)
    assert (going["censored"], going["last_seen"]) == (True, pd.Timestamp("1992-12-31"))
    mine = cut[cut["episode"] == "UCDP-7-1990-03-01"]
    assert mine["stop_day"].tolist() == [306, 671, 703]
    assert mine["joined"].tolist() == [False, False, True]
    assert mine["intensity"].tolist() == [1, 2, 1]
    assert mine["ended"].tolist() == [False, False, True]


def test_an_ending_of_another_year_is_no_ending_of_this_episode():
    conflict = pd.DataFrame([year(1990), year(1991, ends="1991-02-01")])
    ends = pd.DataFrame({"conflict_id": 7, "year": [1990, 1991], "confterm": [True, True], "outcome": [1, 4]})
    assert ucdp_episodes(conflict, ends)["ending"].tolist() == ["victory_b"]
    assert ucdp_episodes(conflict, ends[:1])["ending"].tolist() == ["unknown"]


@pytest.mark.parametrize(("kind", "first", "second"), [(3, True, False), (2, True, None)])
def test_support_goes_to_the_side_of_the_actor(kind, first, second):
    conflict = pd.DataFrame([year(1990, type_of_conflict=kind, ends="1990-05-01")])
    support = pd.DataFrame(
        {
            **{"conflict_id": 7, "year": 1990, "actor_id": [1, 2, 9]},
            **{"actor_nonstate": [False, False, True], "ext_sup_s": [False, True, False]},
        }
    )
    war = ucdp_episodes(conflict, support=support).iloc[0]
    supported = [None if pd.isna(war[side]) else bool(war[side]) for side in ("support_a", "support_b")]
    assert supported == [first, second]


def test_deaths_are_known_only_where_every_year_has_them():
    conflict = pd.DataFrame([year(1990), year(1991, ends="1991-02-01")])
    deaths = pd.DataFrame({"conflict_id": 7, "year": [1990, 1991], "bd_best": [30, 40]})
    assert ucdp_episodes(conflict, deaths=deaths)["deaths"].tolist() == [70]
    assert ucdp_episodes(conflict, deaths=deaths[1:])["deaths"].isna().all()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([year(1990), year(1992, ends="1992-05-01")], "no row for some year"),
        ([year(1990), year(1993, conflict_id=8, ends="1993-05-01")], "no end in 1990"),
        ([year(1990, ep_end=True)], "no day is given"),
    ],
)
def test_a_table_from_which_years_are_missing_is_refused(rows, says):
    with pytest.raises(InvalidInput, match=says):
        ucdp_episodes(pd.DataFrame(rows))


# --- UCDP, against the ready-made table ----------------------------------------------------------------


@pytest.fixture(scope="module")
def ucdp() -> pd.DataFrame:
    return datasets()["ucdp-conflict"].episodes(real_tables())


@pytest.fixture(scope="module")
def known(ucdp) -> pd.DataFrame:
    made = ready_made("ucdp/episodes_to_1999.csv").set_index("id")
    assert set(made.index) == set(ucdp.index)
    return made.loc[ucdp.index]


def test_the_393_episodes_begin_on_the_same_days_between_the_same_sides(ucdp, known):
    assert len(ucdp) == 393
    assert (ucdp["begins"] == pd.to_datetime(known["start"])).all()
    assert (ucdp["side_a"] == known["side_A"]).all()
    assert set(ucdp["kind"]) <= set(KINDS)


def test_all_that_ended_by_the_last_year_of_the_files_agree_in_end_and_ending(ucdp, known):
    over = known["end"] <= LAST_YEAR
    assert over.sum() == 363
    assert (ucdp["last_seen"] == pd.to_datetime(known["end"]))[over].all()
    assert (ucdp["days"] == known["duration_days"])[over].all()
    assert (ucdp["ending"] == known["outcome_class"].replace(WORDS))[over].all()
    assert not ucdp["censored"][over].any()


def test_the_other_thirty_are_censored_where_the_files_stop(ucdp, known):
    later = ucdp[known["end"] > LAST_YEAR]
    assert len(later) == 30
    assert later["censored"].all()
    assert (later["last_seen"] == LAST_YEAR).all()
    assert (later["ending"] == "").all()


def test_support_in_the_first_year_agrees_and_is_told_by_side_between_states(ucdp, known):
    between = ucdp["kind"] == "interstate"
    assert same(ucdp["support_a"], known["ext_gov_first"])[~between].all()
    assert same(ucdp["support_b"], known["ext_reb_first"])[~between].all()
    either = ucdp[["support_a", "support_b"]].astype("Float64").max(axis=1)
    assert same(either, known["ext_gov_first"])[between].all()
    assert known["ext_reb_first"][between].isna().all()


def test_a_kind_is_that_of_the_first_year_and_not_of_most_years(ucdp, known):
    words = {"extrasystemic": "extrastate", "internationalized_intrastate": "internationalised"}
    differ = ucdp["kind"] != known["war_type"].replace(words)
    assert differ.sum() == 14
    assert set(ucdp["kind"][differ]) == {"intrastate", "internationalised"}
    assert (known["ever_internationalized"][differ] == 1).all()


def test_deaths_agree_where_every_year_of_a_war_has_them(ucdp, known):
    whole = ucdp["deaths"].notna() & (known["end"] <= LAST_YEAR)
    assert whole.sum() == 114
    assert (ucdp["deaths"] == known["deaths"])[whole].all()
    partly = ucdp["deaths"].isna() & known["deaths"].notna()
    assert partly.sum() == 28
    assert (known["start"][partly] < "1989").all()


def test_the_spells_are_the_same_years_with_the_same_support_and_intensity(ucdp):
    cut = datasets()["ucdp-conflict"].spells(real_tables())
    assert list(cut.columns) == list(SPELL_COLUMNS)
    last = cut["episode"].map(ucdp["begins"]) + pd.to_timedelta(cut["stop_day"] - 1, unit="D")
    years = ready_made("ucdp/episode_years_to_1999.csv").query("year < 2000")
    both = years.merge(cut.assign(year=last.dt.year), left_on=["id", "year"], right_on=["episode", "year"])
    assert len(both) == len(years) == len(cut) == 1655
    assert (both["intensity_x"] == both["intensity_y"]).all()
    within = both["type"] != 2
    assert same(both["support_a"], both["ext_gov"])[within].all()
    assert same(both["support_b"], both["ext_reb"])[within].all()
    assert (both["ended"].astype(int) == both["event"]).all()


# --- COW, against the ready-made tables ----------------------------------------------------------------


@pytest.fixture(scope="module")
def cow() -> pd.DataFrame:
    return datasets()["cow-interstate"].episodes(real_tables())


def test_the_95_wars_last_as_long_as_they_are_said_to(cow):
    assert len(cow) == 95
    assert (cow["days"].median(), round(cow["days"].mean())) == (163, 418)
    days = ready_made("cow/wars_v4.csv").set_index("num")["days"]
    differ = cow["days"] != pd.Series(days.to_numpy(), index=[f"COWI-{number}" for number in days.index])
    # The official file ends this war on 31 January 1878; the other table has the 30th.
    assert list(cow.index[differ]) == ["COWI-61"]


def test_the_wars_agree_with_the_derived_table(cow):
    derived = datasets()["war-episodes"].episodes(real_tables())
    other = derived[derived["kind"] == "interstate"]
    assert list(other.index) == list(cow.index)
    for column in ("begins", "last_seen", "days", "ending", "deaths", "censored"):
        assert (cow[column] == other[column]).all(), column
    # A state that changes sides, as in this war, is no further state.
    assert list(cow.index[~same(cow["joins_after"], other["joins_after"])]) == ["COWI-108"]
    assert other["share_a"].notna().all()
    assert (len(derived), int(derived["censored"].sum())) == (673, 14)


def test_side_a_began_the_war_and_is_not_the_winner_by_construction(cow):
    """Side 1 of the official file is the winner's; who began is known when the war begins."""
    assert cow["ending"].value_counts()[["victory_a", "victory_b"]].tolist() == [51, 26]


def test_a_war_is_cut_where_the_first_further_state_joins(cow):
    cut = datasets()["cow-interstate"].spells(real_tables())
    assert len(cut) == 95 + cow["joins_after"].notna().sum() == 111
    assert cut.groupby("episode")["joined"].last().sum() == 16
    assert not cut.groupby("episode")["joined"].first().any()
