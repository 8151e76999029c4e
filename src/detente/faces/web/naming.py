"""Names that users give to runs and audits, and what keeps a name from being given."""

from detente.faces.web.asking import Known
from detente.faces.web.audit_known import KnownAudit
from detente.shelf.notes import give_name
from detente.vocabulary.errors import InvalidInput, Problem

LONGEST_NAME = 120  # characters


def rename(found: Known | KnownAudit, name: str) -> None:
    """Give a run or an audit a name; an empty one brings the usual one back.

    Raises:
        InvalidInput: with all that is wrong with the name.
    """
    wanted = name.strip()
    if wrong := unfit_name(wanted):
        raise InvalidInput(wrong)
    give_name(found.identifier, "" if wanted == found.usual else wanted)


def unfit_name(name: str) -> list[Problem]:
    """Return all that is wrong with a name."""
    said = []
    if len(name) > LONGEST_NAME:
        what, fix = f"{len(name)} characters are too many", f"take {LONGEST_NAME} or fewer"
        said.append(Problem("name", 0, 0, what, "a list has one line for it", fix))
    if not all(letter.isprintable() for letter in name):
        what = "it holds line breaks or other characters that cannot be seen"
        said.append(Problem("name", 0, 0, what, "nobody could tell two such names apart", "leave them out"))
    return said
