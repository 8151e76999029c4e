"""Every variable that the audited document needs is somewhere in the vocabulary, and the page says where."""

import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import detente.mechanisms
from detente.vocabulary import Event, Mechanism, about, derived, title
from detente.vocabulary.war import leaves

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "variables.md"
CLAIMS = ROOT.parent / "shared" / "documents" / "op-ed.claims.yaml"

NAMES = """
force_i firepower_i attrition_i casualties_i civilian_harm_i front p_win deep_strike_i escalation
resources_i industry_i stocks_i aid_flow aid_dependence market_access_i supply_access_i sustain_capacity_i
leader_confidence_i war_support_i compromise_i nationalism_i elite_cohesion_i internal_discord_i
leader_hazard_i leader_war_pref_i cost_sensitivity_i political_goals_i
talks_state talks_progress settlement_hazard trust_ij stance_i preconditions_i security_protocols
negotiator_presence_i terms_harshness agenda_conflict
mediator_condemns mediator_credibility backer_support backer_pressure backer_exposure coordination
isolation_i legitimacy_i
attribution perceived_spoiling media_tone_2 public_criticism_2 regret_backing
""".split()

KINDS = ("stock", "derived quantity", "event", "parameter")


def table() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


HEAD, _, *ROWS = table()


def parameters() -> set[str]:
    modules = [
        import_module(f"detente.mechanisms.{m.name}")
        for m in pkgutil.iter_modules(detente.mechanisms.__path__)
    ]
    causes = [
        c for module in modules for c in vars(module).values() if inspect.isclass(c) and c is not Mechanism
    ]
    return {f"{title(c)}.{name}" for c in causes if issubclass(c, Mechanism) for name in about(c)}


KNOWN = {
    "stock": {path for path, _ in leaves(("backer", "mediator"))},
    "derived quantity": {
        name for name, value in vars(derived).items() if getattr(value, "__module__", "") == derived.__name__
    },
    "event": {event.word for event in Event},
    "parameter": parameters(),
}


def targets(row: list[str]) -> dict[str, list[str]]:
    cells = dict(zip(HEAD, row, strict=True))
    return {kind: re.findall(r"`([^`]+)`", cells[kind]) for kind in KINDS}


def test_the_table_has_the_fifty_variables_once_each_and_in_order():
    assert len(NAMES) == 50
    assert [row[0] for row in ROWS] == NAMES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_variable_points_at_something_that_exists(row: list[str]):
    found = targets(row)
    assert any(found.values()), "no target"
    assert {kind: [t for t in found[kind] if t not in KNOWN[kind]] for kind in KINDS} == {
        k: [] for k in KINDS
    }
    unquoted = [
        row[HEAD.index(kind)] for kind in KINDS if re.sub(r"`[^`]+`|[,\s]", "", row[HEAD.index(kind)])
    ]
    assert unquoted == [], "a target is written in backticks, or it is not checked"
    assert row[-1], "no short description"


def test_the_names_are_those_of_the_document():
    if not CLAIMS.exists():
        pytest.skip("the claims of the document are not beside this checkout")
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe")
    variables = yaml.load(CLAIMS.read_text(encoding="utf-8"))["variables"]
    assert [variable["name"] for variable in variables] == NAMES
