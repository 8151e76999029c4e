"""Files that are no scenario: refused with a reason, quickly, unread where too large, nothing written."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.mechanisms import catalogue
from detente.pipeline.scenario_file import parse
from detente.shelf.packaged import scenario_file, source_keys
from detente.shelf.read_text import LARGEST, decoded
from detente.shelf.read_yaml import MOST, parsed, read_yaml, scalar
from detente.vocabulary.errors import InvalidInput
from tests.scenarios.conftest import VALID

BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
)

# (bytes of the file, place after the file's name, a piece of what is said)
FILES = {
    "empty": (b"", "", "the file is empty"),
    "only blanks": (b" \n\n", "", "the file is empty"),
    "only a comment": (b"# nothing\n", ":1:1", "the file is empty"),
    "binary": (b"\x7fELF\x02\x01\x01\0\0\0", ":1:8", "zero byte"),
    "binary without zero": (b"name: x\n\xff\xd8\xff\xe0 JFIF", ":2:1", "0xff is not UTF-8"),
    "latin-1": ("title: Türkiye\n".encode("latin-1"), ":1:9", "0xfc is not UTF-8"),
    "byte order mark": ("name: x\n".encode("utf-8-sig"), "", "byte order mark"),
    "UTF-16": ("name: x\n".encode("utf-16"), "", "UTF-16"),
    "a control character": (b"name: \x07\n", ":1:7", "cannot be printed"),
    "a list": (b"- a\n- b\n", ":1:1", "not a list of `key: value` lines"),
    "a word": (b"hello\n", ":1:1", "not a list of `key: value` lines"),
    "a bracket too few": (b"name: x\nsides: {A: a\ntitle: b\n", ":3:6", "this is not YAML"),
    "a tab": (b"name: x\nsides:\n\tA: a\n", ":3:1", "this is not YAML"),
    "a key twice": (b"name: x\ntitle: y\nname: z\n", ":3:1", "'name' is given twice"),
    "an alias": (b"name: &n x\ntitle: *n\n", ":2:8", "*n stands for something written elsewhere"),
    "an anchor": (b"name: &n x\ntitle: *n\n", ":1:7", "&n is an anchor"),
    "a merge": (b"a: {b: 1}\n<<: *a\n", ":2:5", "*a stands for"),
    "a tag": (
        b"name: !!python/object/apply:os.system [ls]\n",
        ":1:7",
        "python/object/apply:os.system is a tag",
    ),
    "a directive": (b"%YAML 1.1\n---\nname: NO\n", ":2:1", "YAML directive"),
    "two documents": (b"name: x\n---\nname: y\n", ":3:1", "second document"),
    "a key that is a list": (b"? [a, b]\n: c\n", ":1:3", "a key must be a word"),
    "too deep": (b"a: " + b"[" * 500_000, ":1:16", "levels deep"),
    "too many": (b"a: [" + b"1," * (2 * MOST) + b"]", ":1:", "more than 20,000 values"),
    "an alias bomb": (BOMB.encode(), ":1:4", "&a is an anchor"),
    "a character that is none": (b'name: "\\UFFFFFFFF"\n', ":1:1", "this is not YAML"),
    "a very long number": (b"months: " + b"9" * 100_000 + b"\n", ":1:9", "a whole number is needed"),
}


def refusal(path: Path) -> str:
    with pytest.raises(InvalidInput) as caught:
        document = read_yaml(path)
        parse(document.table, document.positions, document.file, catalogue().values(), source_keys())
    return str(caught.value)


def contents(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*")}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_scenario(tmp_path, monkeypatch, kind):
    data, place, said = FILES[kind]
    path = tmp_path / "it.yaml"
    path.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    before, began = contents(tmp_path), time.monotonic()
    lines = refusal(Path("it.yaml")).splitlines()
    assert time.monotonic() - began < 10
    assert [line for line in lines if line.startswith(f"it.yaml{place}") and said in line], lines
    assert all(len(line) < 500 for line in lines), "an error does not repeat the file"
    assert contents(tmp_path) == before, "nothing is written"


def test_a_file_of_100_megabytes_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.yaml"
    path.touch()
    os.truncate(path, 100_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    assert "the file has 100,000,000 bytes; at most 2,000,000 are read" in refusal(path)


def test_a_file_that_grows_while_it_is_read_is_cut_off():
    with pytest.raises(InvalidInput, match="larger than"):
        decoded(b"x" * (LARGEST + 1), "my.yaml")


def test_what_is_not_a_file(tmp_path):
    assert "there is no such file" in refusal(tmp_path / "none.yaml")
    assert "this is a folder" in refusal(tmp_path)
    assert "cannot be opened" in refusal(tmp_path / ("x" * 5_000))
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe")


def test_a_name_that_does_not_come_along_gets_a_hint():
    with pytest.raises(InvalidInput, match="did you mean 'mirror-sides'"):
        scenario_file("miror-sides")


def test_a_path_is_read_and_a_name_is_looked_up(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(VALID, encoding="utf-8")
    assert scenario_file(str(path)).table["name"] == "small-war"
    assert scenario_file("mirror-sides").table["name"] == "mirror-sides"


def test_places_are_those_of_the_text():
    document = parsed(VALID, "my.yaml")
    lines = VALID.splitlines()
    for path, ((line, column), (value_line, value_column)) in document.positions.items():
        if isinstance(path[-1], str):
            assert lines[line - 1][column - 1 :].startswith(path[-1])
        value = document.table
        for part in path:
            value = value[part]
        if isinstance(value, str):
            assert lines[value_line - 1][value_column - 1 :].startswith(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[
            ("NO", "NO"),
            ("yes", "yes"),
            ("on", "on"),
            ("true", True),
            ("False", False),
            ("null", None),
            ("~", None),
        ],
        *[("12", 12), ("-3", -3), ("0o17", 15), ("0xff", 255), ("1e3", 1000.0), (".5", 0.5), ("1.", 1.0)],
        *[("1_000", "1_000"), ("12:30", "12:30"), ("2026-02-06", "2026-02-06"), (".inf", float("inf"))],
    ],
)
def test_words_and_numbers_are_those_of_yaml_1_2(text, value):
    assert scalar(text) == value and type(scalar(text)) is type(value)


def hears(text: str) -> None:
    """Read `text` as a scenario; the only way it may fail is InvalidInput with places that exist."""
    try:
        document = parsed(text, "my.yaml")
        parse(document.table, document.positions, document.file, catalogue().values(), source_keys())
    except InvalidInput as error:
        assert error.problems
        assert all(p.line <= text.count("\n") + 1 for p in error.problems)


TRIALS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.sampled_from(
    [
        *[
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "-",
            "\n",
            "  ",
            '"',
            "'",
            "#",
            "&a ",
            "*a",
            "!x ",
            "|",
            ">",
            "%",
            "\t",
            "?",
        ],
        *[
            "value",
            "range",
            ".nan",
            "-1",
            "1e999",
            "null",
            "~",
            "A:",
            "B",
            "backer",
            "from",
            "undo ",
            "set ",
            "x2",
        ],
        *["0" * 50, "é", "\x00", "\u2028", "\U0001f600"],
    ]
)


@TRIALS
@given(
    st.lists(
        st.tuples(st.integers(0, len(VALID)), st.integers(0, 12), PIECES | st.text(max_size=5)), max_size=6
    )
)
def test_a_valid_file_that_was_spoilt_anywhere_never_fails_otherwise(changes):
    text = VALID
    for place, removed, put in changes:
        text = text[:place] + put + text[place + removed :]
    hears(text)


@TRIALS
@given(st.permutations(VALID.splitlines()), st.integers(0, 30))
def test_nor_do_its_lines_in_any_order(lines, kept):
    hears("\n".join(lines[:kept]))


@TRIALS
@given(st.binary(max_size=200))
def test_nor_do_any_bytes(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "any.yaml"
    path.write_bytes(data)
    try:
        read_yaml(path)
    except InvalidInput as error:
        assert error.problems


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@TRIALS
@given(st.data())
def test_nor_does_any_value_at_any_place(data):
    document = parsed(VALID, "my.yaml")
    path = data.draw(st.sampled_from(sorted(document.positions, key=str)))
    here = document.table
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = data.draw(JSON)
    try:
        parse(document.table, document.positions, "my.yaml", catalogue().values(), source_keys())
    except InvalidInput as error:
        assert error.problems
