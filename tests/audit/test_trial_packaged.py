"""A trial asked for as a user asks: at the command line, of packaged theories, in a mirror, and refused."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from detente.faces import library
from detente.faces.audits import ANNOTATIONS, GRAPH, JSON, PAGE, TABLE, AuditWishes, asked_audit
from detente.faces.cli import main
from detente.pipeline.audit_schema import audit_schema
from detente.pipeline.trial.audit import Auditor
from detente.pipeline.trial.plan import MIRROR
from detente.pipeline.trial.trying import Trying
from detente.shelf.folders import HOME
from detente.shelf.programs import program_folder
from detente.vocabulary.errors import InvalidInput

TEXT = "A raid hurts trust.\nNobody wants it.\nSo the war goes on.\n"
NAMES = ("spoiler", "patrons")
PLAIN = "[undo A.deep-strike from 2 to 2.25, undo B.deep-strike from 2 to 2.25"
ARGUMENT = f"""\
schema: detente/argument-1
name: tiny
document:
  title: A tiny case
  date: 2026-02-09
  sha256: {sha256(TEXT.encode()).hexdigest()}
  characters: {len(TEXT)}
  standpoint: Stands with nobody.
roles: {{A: the one side, B: the other side, backer: backer of both, mediator: mediator}}
claims:
- id: C1
  span: [0, 19]
  paraphrase: A strike lowers trust.
  type: causal
  modality: asserted
  role: premise
  tests:
  - {{form: sign, do: {PLAIN}, force B.deep-strike at 3], against: {PLAIN}], moves: A.trust,
     sign: "-", by: 6}}
  - {{form: sign, do: {PLAIN}, force B.deep-strike at 3], against: {PLAIN}], moves: B.odds_of_winning,
     sign: +, by: 6, when: A.trust > 0.4 at 1}}
- id: C2
  span: [20, 36]
  paraphrase: Nobody is for it.
  type: evaluative
  modality: asserted
  role: aside
  untested: motive
  reason: No variable holds what anybody wants.
- id: C3
  span: [37, 56]
  paraphrase: The war lasts.
  type: predictive
  modality: predicted
  role: conclusion
  tests:
  - {{form: sign, do: {PLAIN}, force B.deep-strike at 3], against: {PLAIN}], moves: months-of-war,
     sign: +, by: 6}}
  - {{form: level, do: {PLAIN}], moves: B.collapse, below: 0.01, by: 6}}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with an argument file and its text."""
    place = tmp_path_factory.mktemp("home")
    (place / "tiny.yaml").write_text(ARGUMENT, encoding="utf-8")
    (place / "tiny.txt").write_bytes(TEXT.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME, str(place))
        yield place


def test_an_audit_at_the_command_line(home: Path, capsys: pytest.CaptureFixture[str]):
    theories = [word for name in NAMES for word in ("--theory", name)]
    files, out = (str(home / "tiny.yaml"), "mirror-sides"), home / "out"
    with pytest.raises(SystemExit) as end:
        main(["audit", *files, "--text", str(home / "tiny.txt"), *theories, "--out", str(out)])
    screen = capsys.readouterr()
    assert not end.value.code and "Traceback" not in screen.out + screen.err
    assert "1. Of 3 claims, 2 can be tried" in screen.out
    whole = json.loads((out / JSON).read_text(encoding="utf-8"))
    jsonschema.validate(whole, audit_schema())
    assert whole["theories"] == sorted(NAMES) and len(whole["sentences"]) == 5
    rows = list(csv.DictReader(io.StringIO((out / TABLE).read_text(encoding="utf-8"))))
    assert {row["claim"] for row in rows} == {"C1", "C2", "C3"}
    page = (out / PAGE).read_text(encoding="utf-8")
    assert "A raid hurts trust." in page and str(home / "tiny.txt") not in page
    assert json.loads((out / ANNOTATIONS).read_text(encoding="utf-8"))["total"] == 3
    assert (out / GRAPH).read_text(encoding="utf-8").rstrip().endswith("</graphml>")


def test_between_alike_sides_the_mirror_image_gets_the_very_same_verdict(home: Path):
    """Who is called B changes nothing: the mirror image, with luck exchanged too, is the same war."""
    asked = asked_audit(str(home / "tiny.yaml"), "mirror-sides", AuditWishes(theories=NAMES))
    scenario = asked.loaded.scenario
    made = Auditor(
        asked.argument, scenario, library.model(scenario.parties), asked.theories, keeper=program_folder()
    )
    exchanged = replace(made.lab, question=replace(made.lab.question, luck_exchanged=True), kept={})
    other = Trying(made.plan, exchanged, made.theories, made.trying.ways)
    made.trying.run()
    other.run()
    straight = [test for test in made.plan.tests if not test.key.endswith(MIRROR)]
    images = [test for test in made.plan.tests if test.key.endswith(MIRROR)]
    moved = 0
    for theory in made.theories:
        for one, image in zip(straight, images, strict=True):
            plain, mirrored = made.trying.verdict(theory, one), other.verdict(theory, image)
            assert repr(plain) == repr(mirrored), one.key
            moved += plain.mean != 0
    assert moved >= 4


def problems_of(home: Path, text: str, scenario: str = "mirror-sides", document: str = "") -> str:
    (home / "other.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as found:
        asked_audit(str(home / "other.yaml"), scenario, AuditWishes(text=document, theories=NAMES))
    return "\n".join(str(problem) for problem in found.value.problems)


def test_an_argument_about_parties_that_the_scenario_lacks_is_refused(home: Path):
    said = problems_of(home, ARGUMENT.replace("mediator: mediator", "go_between: mediator"))
    assert "no third party called 'go_between'" in said and said.count("\n") == 0


def test_another_text_is_refused(home: Path):
    (home / "other.txt").write_bytes(TEXT.replace("hurts", "helps").encode())
    said = problems_of(home, ARGUMENT, document=str(home / "other.txt"))
    assert "this is not the text of the argument" in said
    wrong = ARGUMENT.replace(sha256(TEXT.encode()).hexdigest(), "0" * 64)
    assert "not the text" in problems_of(home, wrong, document=str(home / "tiny.txt"))
