"""The text beside its argument: taken only if it is the very one, and taken as text."""

import codecs
import hashlib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from detente.pipeline.document import check_text, quoted
from detente.shelf.packaged import packaged_argument
from detente.shelf.read_text import read_text
from detente.vocabulary.errors import InvalidInput
from tests.arguments.conftest import TEXT, VALID, read

ARGUMENT = read(VALID)
OP_ED = Path(__file__).parents[3] / "shared/documents/op-ed.txt"


def refusals(text: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        check_text(text, ARGUMENT, "doc.txt")
    return str(caught.value).splitlines()


def test_the_very_text_is_taken_and_quoted():
    assert check_text(TEXT, ARGUMENT, "doc.txt") == TEXT
    assert quoted(TEXT, ARGUMENT.claims[0].span) == "The strike undid the talks."


def test_markup_in_it_is_text():
    text = check_text(TEXT, ARGUMENT, "doc.txt")
    assert quoted(text, (39, 60)) == "<script>full</script>"


# what was done to the text -> the character from which it differs, and how that is said
DONE = {
    "byte order mark": ("\ufeff" + TEXT, 0, "a byte order mark stands before"),
    "CR LF": (TEXT.replace("\n", "\r\n"), TEXT.index("\n"), "line ends of Windows"),
    "CR": (TEXT.replace("\n", "\r"), TEXT.index("\n"), "line ends CR stand"),
    "CR LF and a mark": (
        "\ufeff" + TEXT.replace("\n", "\r\n"),
        0,
        "stands before the first character, and line",
    ),
    "no last line end": (TEXT.rstrip("\n"), len(TEXT) - 1, "the line end after the last line is missing"),
    "blanks at the end": (TEXT + "\n \n", len(TEXT), "blanks stand after the last character"),
    "letters in pieces": (unicodedata.normalize("NFD", TEXT), TEXT.index("\u00e9"), "in two pieces (NFD)"),
    "hard blanks": (TEXT.replace(" ", "\u00a0"), 3, "blanks that do not break"),
    "read as another encoding": (TEXT.encode().decode("cp1252"), TEXT.index("\u00e9"), "wrong encoding"),
    "two of them": (TEXT.replace("\n", "\r\n").replace(" ", "\u00a0"), 3, "line ends of Windows"),
}


@pytest.mark.parametrize("what", DONE)
def test_what_a_program_did_to_it_is_said_with_its_first_character(what):
    text, first, said = DONE[what]
    (line,) = [line for line in refusals(text) if "differs" in line]
    row = text.count("\n", 0, first) + 1
    assert line.startswith(
        f"doc.txt:{row}:{first - text.rfind(chr(10), 0, first)}: from character {first} on"
    )
    assert said in line


def test_typographic_quotes_are_undone():
    plain = TEXT.replace("Hence", "'Hence'")
    argument = replace(ARGUMENT, document=replace(ARGUMENT.document, **_fingerprint(plain)))
    with pytest.raises(InvalidInput, match=r"from character 62 on it differs: typographic quotes"):
        check_text(plain.replace("'Hence'", "\u2018Hence\u2019"), argument, "doc.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"Home | News\n{TEXT}",
            "doc.txt:1:1: the document is characters 12 to 96 of it, and there is more",
        ),
        (f"{TEXT}(c) somebody", f"the first character that is not the document's is {len(TEXT)}"),
        (f"Home {TEXT}(c) somebody", "the document is characters 5 to 89 of it"),
    ],
)
def test_a_longer_text_that_holds_it_is_told_apart(text, said):
    assert said in refusals(text)[0]


def test_another_text_of_the_same_length():
    (line,) = refusals(TEXT.replace("strike", "stroke"))
    assert f"it has {len(TEXT)} characters, as the document, but they are not the same" in line


def test_a_shorter_text_names_the_claims_that_lie_beyond_it():
    said = " ".join(refusals(TEXT[:50]))
    assert f"it has 50 characters, and the document has {len(TEXT)}" in said
    assert "the spans of 3 claims end beyond its last character: C2, C3, C4" in said
    assert "the first of them begins at character 28" in said


def test_a_long_other_text_is_refused_soon():
    assert "this is not the text of the argument" in refusals("war and peace " * 70_000)[0]


def test_half_a_pair_is_refused():
    assert "character 3 is half of a pair (U+D800)" in refusals("abc\ud800")[0]


def test_a_wrong_length_in_the_argument_is_said():
    argument = replace(ARGUMENT, document=replace(ARGUMENT.document, characters=5))
    with pytest.raises(InvalidInput, match="the fingerprint fits, but it has 84 characters, not 5"):
        check_text(TEXT, argument, "doc.txt")


def test_a_span_outside_the_text_of_an_argument_built_by_hand():
    wrong = replace(ARGUMENT.claims[0], span=(80, 90))
    with pytest.raises(InvalidInput, match="C1 has the span 80-90; a span goes from 0 to at most 84"):
        check_text(TEXT, replace(ARGUMENT, claims=(wrong,)), "doc.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (TEXT.encode("latin-1"), "the byte 0xe9 is not UTF-8"),
        (TEXT.encode("utf-16"), "the file is UTF-16"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "the file is UTF-32"),
        (TEXT.encode("utf-8-sig"), "byte order mark"),
        (b"", "the file is empty"),
        (b"%PDF-1.4\0", "zero byte"),
    ],
)
def test_other_encodings_are_refused_where_the_file_is_read(tmp_path, data, said):
    path = tmp_path / "doc.txt"
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match=said):
        check_text(read_text(path), ARGUMENT, str(path))


def test_a_file_keeps_its_line_ends_on_the_way(tmp_path):
    path = tmp_path / "doc.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert "line ends of Windows" in refusals(read_text(path))[0]


@pytest.mark.skipif(not OP_ED.exists(), reason="the document itself is not here: it is the user's own")
def test_the_document_of_the_packaged_argument_is_taken_unless_a_letter_of_it_changes():
    argument = read(packaged_argument("op-ed-2026-02").text)
    text = check_text(read_text(OP_ED), argument, "op-ed.txt")
    assert all(quoted(text, claim.span).strip() for claim in argument.claims)
    with pytest.raises(InvalidInput, match="not the text of the argument"):
        check_text(text.replace("e", "\u0435", 1), argument, "op-ed.txt")


def _fingerprint(text: str) -> dict[str, object]:
    return {"sha256": hashlib.sha256(text.encode()).hexdigest(), "characters": len(text)}
