"""Datasets: what is said of each, what is read, and every way in which a file is refused."""

import re
import time
from pathlib import Path

import pandas as pd
import pytest

from detente.evidence.datasets.catalogue import datasets, recognised
from detente.evidence.datasets.dataset import KINDS, UCDP_ATTRIBUTION
from detente.evidence.episodes import COLUMNS, ENDINGS, SPELL_COLUMNS
from detente.evidence.episodes import KINDS as EPISODE_KINDS
from detente.evidence.reading.nearest import why_not
from detente.evidence.reading.reader import read_table, remarks, version
from detente.evidence.reading.values import SHOWN
from detente.shelf.packaged import sources
from detente.vocabulary.errors import InvalidInput, Problem
from tests.evidence.official_files import FILES, made_up, real_path, real_tables

NAMES = sorted(FILES)
VERSIONED = [name for name in NAMES if datasets()[name].version_column]


def refused(name: str, text: str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidInput) as error:
        read_table(datasets()[name], text, "some.csv")
    return error.value.problems


def changed(name: str, row: int, column: str, value: str) -> str:
    """The made-up file with another value in one cell; rows count from 0."""
    lines = made_up(name).split("\n")
    cells = lines[row + 1].split(",")
    cells[datasets()[name].column_names().index(column)] = value
    return "\n".join([*lines[: row + 1], ",".join(cells), *lines[row + 2 :]])


def test_every_dataset_is_found_and_has_a_file_to_be_tried_on():
    assert list(datasets()) == NAMES


def test_every_dataset_column_of_episodes_and_ending_is_in_the_reference():
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "datasets.md").read_text("utf-8")
    words = [*NAMES, *COLUMNS, *SPELL_COLUMNS, *ENDINGS, *EPISODE_KINDS]
    assert [word for word in words if f"`{word}`" not in page] == []
    assert UCDP_ATTRIBUTION in " ".join(page.replace("*", "").split())


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_says_where_it_is_had_on_which_terms_and_what_its_columns_mean(name):
    dataset = datasets()[name]
    assert dataset.published_at.startswith("https://")
    assert dataset.licence and dataset.row and dataset.file_names and dataset.version and dataset.limits
    assert set(dataset.cite) <= set(sources()) and dataset.cite
    assert set(dataset.key) <= set(dataset.column_names())
    assert len(set(dataset.column_names())) == len(dataset.columns)
    assert all(column.kind in KINDS and len(column.meaning) > 7 for column in dataset.columns)
    assert ("CC BY 4.0" in dataset.attribution and "Modified" in dataset.attribution) == ("ucdp" in name)


@pytest.mark.parametrize("name", NAMES)
def test_a_made_up_file_is_recognised_and_read(name):
    dataset, text = datasets()[name], made_up(name)
    assert recognised(text) is dataset
    table = read_table(dataset, text, "some.csv")
    assert len(table) == dataset.least_rows
    assert list(table.columns) == list(dataset.column_names())
    types = {"whole": "Int64", "number": "float64", "flag": "boolean", "date": "datetime64[ns]"}
    for column in dataset.columns:
        assert str(table[column.name].dtype) == types.get(column.kind, "object"), column.name


@pytest.mark.parametrize("name", NAMES)
def test_the_official_file_is_read_in_two_seconds(name):
    text = real_path(name).read_bytes().decode("utf-8-sig")
    dataset = datasets()[name]
    start = time.process_time()
    assert recognised(text) is dataset
    table = read_table(dataset, text, FILES[name])
    assert time.process_time() - start < 2
    assert len(table) >= dataset.least_rows
    assert remarks(dataset, table) == ()
    assert version(dataset, table).split(".")[0] == (
        dataset.version.split(".")[0] if name in VERSIONED else ""
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_column_of_an_official_file_is_lost_or_emptied(name):
    raw = pd.read_csv(real_path(name), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    table = real_tables()[name]
    assert list(table.columns) == list(raw.columns)
    assert (table.notna().sum() == (raw.apply(lambda cells: cells.str.strip()) != "").sum()).all()


@pytest.mark.parametrize("ends", ["\r", "\r\n"])
def test_line_ends_of_old_machines_and_a_mark_at_the_start_change_nothing(ends):
    text = made_up("cow-interstate")
    table = read_table(datasets()["cow-interstate"], "\ufeff" + text.replace("\n", ends), "some.csv")
    pd.testing.assert_frame_equal(table, read_table(datasets()["cow-interstate"], text, "some.csv"))


def test_tabs_semicolons_quotes_and_line_breaks_in_a_cell_are_read():
    prose = changed("ucdp-agreements", 1, "c_duration", '"It held; then\nit did not,\u2028they said ""no"""')
    table = read_table(datasets()["ucdp-agreements"], prose, "some.csv")
    assert table["c_duration"][1] == 'It held; then\nit did not,\u2028they said "no"'
    for delimiter in "\t;":
        text = made_up("leader-attempts").replace(",", delimiter)
        assert recognised(text) is datasets()["leader-attempts"]
        assert len(read_table(datasets()["leader-attempts"], text, "some.csv")) == 250


def test_further_columns_are_kept_as_numbers_where_every_cell_is_one():
    lines = made_up("leader-attempts").strip().split("\n")
    more = [lines[0] + ",extra,words", *(f"{line},{n},{n}x" for n, line in enumerate(lines[1:]))]
    table = read_table(datasets()["leader-attempts"], "\n".join(more), "some.csv")
    assert table["extra"].tolist() == list(range(250))
    assert table["words"][3] == "3x"


@pytest.mark.parametrize("name", NAMES)
def test_the_file_of_another_dataset_is_named(name):
    other = "ucdp-termination" if name != "ucdp-termination" else "ucdp-conflict"
    (problem,) = refused(name, made_up(other))
    assert problem.what == f"this looks like {other}, not {name}"


@pytest.mark.parametrize("name", NAMES)
def test_missing_columns_are_all_named_with_what_was_perhaps_meant(name):
    first, *_, last = datasets()[name].column_names()
    text = made_up(name).replace(first, first + "_x", 1).replace(f"{last}\n", f"{last}s\n", 1)
    problems = refused(name, text)
    assert {problem.what for problem in problems} >= {f"there is no column {first!r}"}
    assert {problem.what for problem in problems} >= {f"there is no column {last!r}"}
    assert f"did you mean '{last}s'?" in {problem.fix for problem in problems}
    assert {problem.what for problem in why_not(text, "some.csv")} >= {f"there is no column {last!r}"}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_within_a_line_or_between_two_is_refused(name):
    text = made_up(name)
    within = refused(name, text[: text.rindex(",")])
    assert any("last line is cut off" in problem.why for problem in within)
    lines = text.split("\n")
    between = refused(name, "\n".join(lines[: len(lines) // 2]) + "\n")
    assert any("the file was cut" in problem.why for problem in between)
    assert datasets()[name].published_at in between[-1].fix


def test_a_file_cut_within_a_quoted_cell_is_refused():
    text = changed("ucdp-agreements", 149, "c_duration", '"It held\nuntil')
    assert any("a quoted cell is not closed" in p.what for p in refused("ucdp-agreements", text))


def test_a_line_that_was_cut_in_the_middle_is_placed():
    lines = made_up("leader-attempts").split("\n")
    lines[10] = "1950,somewhere"
    problems = refused("leader-attempts", "\n".join(lines))
    assert (problems[-1].line, "2 cells" in problems[-1].what) == (11, True)


def test_two_columns_of_one_name_are_refused():
    lines = made_up("leader-attempts").strip().split("\n")
    text = "\n".join([lines[0] + ",year", *(f"{line},1" for line in lines[1:])]) + "\n"
    (problem,) = refused("leader-attempts", text)
    assert (problem.what, problem.column) == ("there are two columns 'year'", 12)


def test_lines_with_too_few_cells_are_counted_and_not_all_listed():
    text = made_up("leader-attempts").replace(",0,word", ",word").replace(",1,word", ",word")
    problems = refused("leader-attempts", text)
    assert len(problems) == SHOWN + 2
    assert any("250 are wrong in all" in problem.why for problem in problems)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_table_is_refused(name):
    problems = refused(name, made_up(name).split("\n")[0] + "\n")
    assert [problem.what for problem in problems] == ["the table is empty"]
    assert refused(name, "\n")[0].what == "the file is empty"


@pytest.mark.parametrize("name", VERSIONED)
def test_an_older_unknown_or_mixed_version_is_refused_and_a_newer_one_is_noted(name):
    dataset = datasets()[name]
    place = dataset.column_names().index(dataset.version_column)

    def of(*versions: str) -> str:
        head, *lines = made_up(name).strip().split("\n")
        rows = [line.split(",") for line in lines]
        for number, row in enumerate(rows):
            row[place] = versions[number % len(versions)]
        return "\n".join([head, *(",".join(row) for row in rows)]) + "\n"

    assert any("wrong version: this is 0.9" in problem.what for problem in refused(name, of("0.9")))
    assert any("the version is beta" in problem.what for problem in refused(name, of("beta")))
    assert any("one version is needed" in p.why for p in refused(name, of("99.1", dataset.version)))
    (remark,) = remarks(dataset, read_table(dataset, of("99.1"), "some.csv"))
    assert "99.1 is newer" in remark
    assert remarks(dataset, read_table(dataset, of(dataset.version + ".0"), "some.csv")) == ()


@pytest.mark.parametrize(
    ("name", "column", "value", "says"),
    [
        ("ucdp-conflict", "year", "196x", "not a whole number"),
        ("ucdp-conflict", "year", "1960.5", "not a whole number"),
        ("ucdp-conflict", "year", "", "the cell is empty"),
        ("ucdp-conflict", "start_date2", "1960-02-31", "not a date"),
        ("ucdp-conflict", "intensity_level", "3", "none of 1, 2"),
        ("ucdp-conflict", "ep_end", "2", "not 0 or 1"),
        ("ucdp-battle-deaths", "bd_best", "inf", "not a whole number"),
        ("ukraine-monthly", "kiel_total_eur_bn", "1.2.3", "not a number"),
        ("war-episodes", "outcome_class", "won", "none of negotiated"),
        ("cow-interstate", "WarName", " ", "the cell is empty"),
    ],
)
def test_a_value_that_is_not_what_its_column_says_is_placed(name, column, value, says):
    (problem,) = refused(name, changed(name, 4, column, value))
    assert (problem.file, problem.line) == ("some.csv", 6)
    assert problem.column == datasets()[name].column_names().index(column) + 1
    assert says in problem.why and column in problem.what


def test_of_many_wrong_values_the_first_are_shown_and_all_counted():
    text = re.sub(r"(?m)^19(\d\d),", r"year 19\1,", made_up("leader-attempts"))
    problems = refused("leader-attempts", text)
    assert len(problems) == SHOWN + 1
    assert "100 are wrong in all" in problems[-1].why
    assert [problem.line for problem in problems[:SHOWN]] == list(range(2, SHOWN + 2))


@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_stands_twice_is_refused(name):
    text = made_up(name)
    last = text.strip().split("\n")[-1]
    (problem,) = refused(name, text + last + "\n")
    assert problem.what.startswith("the row stands twice")
    assert problem.line == datasets()[name].least_rows + 2


def test_a_table_of_something_else_is_no_dataset():
    (problem,) = why_not("month,rain\n2020-01,3\n", "rain.csv")
    assert "no dataset" in problem.what and "month, rain" in problem.why
    assert recognised("month,rain\n2020-01,3\n") is None
    assert recognised("") is None
