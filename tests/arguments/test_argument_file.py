"""An argument file: what a valid one means, and every error of a wrong one, with its place."""

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.mechanisms import catalogue
from detente.pipeline.argument import Happened
from detente.pipeline.argument_file import parse_argument
from detente.pipeline.argument_happened import unfit_record
from detente.pipeline.do_test_form import TESTS
from detente.pipeline.forms.catalogue import FORMS, mirrored
from detente.pipeline.forms.dose import Dose
from detente.pipeline.forms.inference import Inference
from detente.pipeline.forms.level import Level
from detente.pipeline.forms.null import Null
from detente.pipeline.forms.sign import Sign
from detente.pipeline.forms.tradeoff import Tradeoff
from detente.pipeline.outcomes_known import known_outcomes
from detente.shelf.packaged import argument_file, argument_names, source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput
from tests.arguments.conftest import TEXT, VALID, place, problems_of, read
from tests.audit import planted


def test_a_valid_file_says_what_it_says(argument):
    assert (argument.name, argument.document.characters) == ("small-case", len(TEXT))
    assert argument.roles["mediator"] == "mediator" and list(argument.roles)[:2] == ["A", "B"]
    first, second, third, fourth = argument.claims
    assert (first.name, first.span, first.speaker, first.role) == ("C1", (0, 27), "author", "premise")
    assert (first.modality, first.type, first.loaded) == ("hedged", "causal", ("a word for ruin",))
    assert second.speaker == "a diplomat"
    assert (third.untested, third.reason, third.tests) == (
        "motive",
        "No variable holds what a leadership wants.",
        (),
    )
    assert fourth.untested == "repeats C1"
    one, other = argument.hidden
    assert (one.when, one.test, one.needed_by) == ("A.attribution >= 0.5 at 3", None, ("C1", "C3"))
    assert other.test.form == Level(moves="talks", by=1, above=0.3)
    assert [t.claims for t in argument.tensions] == [("C1", "C2"), ("C3",)]
    assert (argument.record[0].bears, argument.record[0].source) == ("against", "kiis_2026")
    assert [evidence.happened for evidence in argument.record] == [
        None,
        Happened("Talks are broken off.", "talks-close", 0.4, False),
        Happened(
            "No state of the kind lasts.",
            "talks < 0.5 and A.trust >= 0.1",
            1.5,
            False,
            will=False,
            do=("force B.deep-strike at 0", "cut rally"),
        ),
    ]


def test_every_form_is_built_with_what_the_file_gives(argument):
    tests = {
        name: t for c in argument.claims for t in c.tests for name in FORMS if type(t.form) is FORMS[name]
    }
    assert set(tests) == set(FORMS) == set(TESTS)
    assert tests["sign"].form == Sign(
        do=("force B.deep-strike at 2", "cut rally"),
        against=("undo B.deep-strike from 2 to 2.25",),
        moves="talks_progress",
        by=6,
        sign=-1,
        smallest=0.01,
    )
    assert tests["sign"].when == "talks > 0.5 at 1"
    assert tests["null"].form == Null(
        do=("hold A.trust 0.9",), moves="A.war_support", by=7, sign=0, smallest=0.02
    )
    assert tests["dose"].form == Dose(
        do=("scale *.B.aid {dose} from 3",), doses=(0.5, 1.5, 2), moves="settlement", by=24, sign=1
    )
    assert tests["tradeoff"].form == Tradeoff(
        choices=(("condemn", ("force mediator.B.condemnation at 2",)), ("stay silent", ())),
        moves=(("mediator.A.credibility", 1), ("backer.B.aid-cut", -1)),
        by=9,
        smallest=0.05,
    )
    assert tests["inference"].form == Inference(
        do=("force B.deep-strike at 4",),
        prior="A.foe_averse",
        posterior="A.foe_averse",
        by=5,
        at_least=0.5,
        likelihood_ratio=math.inf,
        attribution=0.6,
    )


def test_every_test_has_its_mirror(argument):
    tests = [test for claim in argument.claims for test in claim.tests]
    assert all(test.mirror == mirrored(test.form) and mirrored(test.mirror) == test.form for test in tests)
    assert tests[0].mirror.do == ("force A.deep-strike at 2", "cut rally")


def test_claims_come_in_the_order_of_the_document():
    moved = read(VALID.replace("span: [0, 27]", "span: [80, 84]"))
    assert [claim.name for claim in moved.claims] == ["C2", "C3", "C4", "C1"]


@pytest.mark.parametrize("name", argument_names())
def test_what_comes_along_is_right(name):
    document = argument_file(name)
    found = parse_argument(
        document.table, document.positions, document.file, catalogue().values(), source_keys()
    )
    assert found.name == name and found.claims


def test_what_may_be_looked_at():
    known = known_outcomes(("backer",))
    kinds = {
        name: known[name].kind for name in ("A.trust", "B.strength", "escalation", "A.collapse", "settlement")
    }
    assert list(kinds.values()) == ["stock", "derived", "derived", "ending", "ending"]
    assert {known[n].kind for n in ("talks-open", "A.reprisal", "backer.B.aid-cut")} == {"event"}
    assert {n for n, k in known.items() if k.kind == "special"} == {
        "any-ending",
        "months-of-war",
        "A.share",
        "B.share",
    }
    assert known["backer.B.aid"].unit == "euro_bn/month" and known["months-of-war"].unit == "month"
    assert not [name for name in known_outcomes(()) if name.startswith("backer")]


# (what is written, what is written instead, where, a piece of what is said)
# Where: a piece of the spoilt text at whose beginning the problem stands.
SIGN_DO = "do: force B.deep-strike at 2; cut rally"
WRONG = [
    # the table as a whole
    (
        "schema: detente/argument-1",
        "schema: detente/argument-2",
        "detente/argument-2",
        "it must be 'detente/argument-1'",
    ),
    ("name: small-case", "name: Small Case", "Small Case", "does not have the right form"),
    ("name: small-case\n", "", "schema", "`name` is missing"),
    ("name: small-case", "nmae: small-case", "nmae", "did you mean 'name'?"),
    ("record:\n", "recrod:\n", "recrod", "did you mean 'record'?"),
    # document
    ("  title: A small case", "  titel: A small case", "titel", "did you mean 'title'?"),
    ("  title: A small case", "  title: 1951", "1951", 'write it in quotes: "1951"'),
    ("date: 2026-02-09", "date: 2026-02-30", "2026-02-30", "is not a day"),
    ("date: 2026-02-09", "date: 9 February", "9 February", "does not have the right form"),
    ("sha256: ", "sha256: x", "x", "does not have the right form"),
    ("characters: ", "characters: -", "-", "write at least 1"),
    ("characters: ", "characters: 0.5 #", "0.5 #", "a whole number is needed"),
    ("  standpoint: Stands with side A.\n", "", "document:\n", "`standpoint` is missing"),
    # roles
    ("A: the stronger state, ", "", "{B: the", "there is no role A"),
    ("B: the aided state, ", "", "{A: the stronger state, b", "there is no role B"),
    ("backer: main backer", "Backer: main backer", "Backer", "is not a name"),
    ("mediator: mediator}", "settlement: x}", "settlement: x", "no third party can be called 'settlement'"),
    ("mediator: mediator}", "mediator: [x]}", "[x]", "a text is needed"),
    (
        "mediator: mediator}",
        "c: c, d: d, e: e, f: f, g: g, h: h, i: i, j: j}",
        "{A: the stronger state",
        "there are 9 third parties",
    ),
    # claims
    ("- id: C2", "- id: C1", "C1\n  span: [28", "the id 'C1' is used twice"),
    ("- id: H1", "- id: C1", "C1\n  paraphrase: The leadership ordered", "the id 'C1' is used twice"),
    ("- id: C2", "- id: 2", "2\n  span: [28", "write it in quotes"),
    ("- id: C2", "- id: C 2", "C 2", "does not have the right form"),
    ("span: [28, 60]", "span: [28, 85]", "[28, 85]", "the span 28-85 goes beyond the end"),
    ("span: [28, 60]", "span: [28, 28]", "[28, 28]", "the span 28-28 is empty"),
    ("span: [28, 60]", "span: [60, 28]", "[60, 28]", "the span 60-28 is empty"),
    ("span: [28, 60]", "span: [-1, 28]", "-1, 28", "write at least 0"),
    ("span: [28, 60]", "span: [28]", "[28]", "give at least 2 entries"),
    ("span: [28, 60]", "span: [28, 60.5]", "60.5", "a whole number is needed"),
    ("modality: hedged", "modality: heged", "heged", "did you mean 'hedged'?"),
    ("role: conclusion", "role: end", "end\n", "'premise', 'conclusion' or 'aside'"),
    ("type: predictive", "type: prediction", "prediction", "did you mean 'predictive'?"),
    ("  untested: motive\n", "", "id: C3", "there is neither a test nor a reason"),
    (
        "  untested: motive\n",
        "  untested: motive\n  tests: [{form: level, moves: talks, by: 1, above: 0}]\n",
        "id: C3",
        "both `tests` and `untested` stand here",
    ),
    ("  untested: motive\n", "  untested: no idea\n", "no idea", "repeats C20"),
    ("  reason: It says the same.\n", "", "id: C4", "`reason` is missing"),
    ("untested: repeats C1", "untested: repeats C9", "repeats C9", "there is no claim 'C9'"),
    ("untested: repeats C1", "untested: repeats C4", "repeats C4", "'C4' repeats itself"),
    ("untested: motive", "untested: repeats C4", "repeats C4", "a repetition is repeated"),
    ("  loaded: [a word for ruin]\n", "  loaded: a word for ruin\n", "a word for ruin", "a list is needed"),
    # forms of tests
    ("form: sign", "form: sing", "sing\n", "there is no form of test called 'sing'"),
    ('form: "null"', "form: null", "null, do", 'write "null" in quotes'),
    ("  - form: sign\n", "  -\n", "do: force B.deep-strike at 2; cut", "`form` is missing"),
    ("    moves: talks_progress\n", "", "form: sign", "`moves` is missing"),
    ("moves: talks_progress", "moves: talk_progress", "talk_progress", "did you mean 'talks_progress'?"),
    ("moves: talks_progress", "mvoes: talks_progress", "mvoes", "did you mean 'moves'?"),
    ("    smallest: 0.01", "    until: 0.01", "until: 0.01", "there is no key 'until'"),
    ("smallest: 0.01", "smallest: -0.01", "-0.01", "write at least 0"),
    ("smallest: 0.02", "smallest: 0", "0}", "write more than 0"),
    ("smallest: 0.01", "smallest: .nan", ".nan", "a number must be finite"),
    ("smallest: 0.01", 'smallest: "0,01"', "0,01", "a number is needed"),
    ('sign: "-"\n    by: 6', "sign: down\n    by: 6", "down\n", "it must be '+' or '-'"),
    ("sign: 0,", "sign: 2,", "2, small", "it must be '+', '-' or '0'"),
    ("by: 6\n", "by: 0\n", "0\n    smallest: 0.01", "write more than 0"),
    ("by: 6\n", "by: 600\n", "600", "write at most 240"),
    (
        "by: 6\n",
        "by: 0.5\n",
        "0.5",
        "`by` is 0.5; outcomes are read at the end of each month; write 1, the end",
    ),
    ("by: 6\n", "by: 239.25\n", "239.25", "write 240, the end of the month"),
    ("by: 6\n", "by: 240.5\n", "240.5", "write at most 240"),
    (
        "until: 18",
        "until: 17.5",
        "17.5",
        "`until` is 17.5; outcomes are read at the end of each month; write 18",
    ),
    ("talks, by: 1, above: 0.3", "talks, by: 1.5, above: 0.3", "1.5", "write 2, the end of the month"),
    ("by: 5\n", "by: 4\n", "force B.deep-strike at 4", "`do` begins too late to be seen"),
    # worlds
    (SIGN_DO, "do: forc B.deep-strike at 2", "forc ", "did you mean 'force'?"),
    (SIGN_DO, "do: cut rally; force B.deep-strik at 2", "B.deep-strik ", "did you mean 'B.deep-strike'?"),
    (SIGN_DO, "do: force B.deep-strike at 2; cut raly", "raly", "did you mean 'rally'?"),
    (SIGN_DO, "do: shift someone.B.aid 1", "someone", "there is no stock called 'someone.B.aid'"),
    (SIGN_DO, "do: shift talks_progress {dose}", "{dose}\n    against: undo", "is not an amount"),
    (SIGN_DO, "do: force B.deep-strike at 2;", "\n    against: undo", "what to do is missing"),
    (SIGN_DO, "do: []", "[]\n    against", "give at least 1 entries"),
    (SIGN_DO, "do: [5]", "5]\n    against", "a text is needed"),
    (SIGN_DO, "do: undo B.deep-strike from 2 to 2.25", None, "`do` and `against` are the same world"),
    (
        "against: undo B.deep-strike from 2 to 2.25",
        "against: shift A.trust 0.1",
        "shift A",
        "measured by itself",
    ),
    (
        "than: undo A.deep-strike",
        "than: hold B.trust 0.8; undo B.deep-strike",
        "hold B.trust 0.8;",
        "nothing to compare",
    ),
    ("second: hold A.outcry 0.9", "second: hold A.isolation 0.9", None, "`second` does the same as `first`"),
    ("undo B.deep-strike, hold B.trust 0.8", "undo B.deep-strike, hold B.trust 8", "8]", "from 0 to 1"),
    # doses, choices, months, levels, beliefs, shares
    ("scale *.B.aid {dose} from 3", "scale *.B.aid 2 from 3", "scale *.B.aid 2", "there is no {dose}"),
    ("doses: [0.5, 1.5, 2]", "doses: [0.5, 1.5, 1.5]", "1.5]\n    moves: settle", "dose 1.5 is not higher"),
    ("doses: [0.5, 1.5, 2]", "doses: [0.5, 1.5]", "[0.5, 1.5]", "give at least 3 entries"),
    ("doses: [0.5, 1.5, 2]", "doses: [-1, 1.5, 2]", "{dose} from 3", "a factor is -1"),
    ("doses: [1, 1.5]", "doses: [2, 1.5]", "1.5]\n    moves: B.odds", "dose 1.5 is not higher"),
    (
        "scale B.firepower {dose}",
        "scale B.firepower 2",
        "scale B.firepower",
        "there is no {dose} in `makes_up`",
    ),
    ("stay silent: []", "stay silent: force mediator.B.condemnation at 2", None, "is no choice of its own"),
    ("      stay silent: []\n", "", "condemn:", "give at least 2 entries"),
    ("what: mediator.A.credibility", "what: mediator.A.credibilty", "mediator.A.credibilty", "did you mean"),
    ("what: backer.B.aid-cut", "what: mediator.A.credibility", None, "stands here twice"),
    ('good: "-"', "good: 1", "1}\n    by: 9", "it must be '+' or '-'"),
    ("until: 18", "until: 3", "3\n    sign", "`until` is 3"),
    ("left: 0.4", "left: 1.4", "1.4", "write at most 1"),
    ("irreversible: true", "irreversible: yes", "yes", "true or false is needed"),
    ("prior: A.foe_averse", "prior: A.foe_avers", "A.foe_avers\n", "did you mean 'A.foe_averse'?"),
    ("prior: A.foe_averse", "prior: A.force", "A.force", "A.force is not a belief"),
    ("prior: A.foe_averse", "prior: settlement", "settlement\n    posterior", "no stock called 'settlement'"),
    ("posterior: A.foe_averse", "posterior: A.foe", "A.foe\n", "there is no outcome called 'A.foe'"),
    ("    attribution: 0.6\n", "", None, "belong together"),
    ("at_least: 0.5", "at_least: 1", "1\n    likeli", "write less than 1"),
    ("likelihood_ratio: .inf", "likelihood_ratio: 0", "0\n    attrib", "write more than 0"),
    ("likelihood_ratio: .inf", "likelihood_ratio: .nan", ".nan", "likelihood_ratio"),
    ("above: 0.4, below: 0.9", "above: 0.9, below: 0.4", "0.9, below", "`above` is not less than `below`"),
    (", above: 0.4, below: 0.9", "", "{form: level, moves: A.share", "neither `below` nor `above`"),
    (
        "parts: [B.casualties, A.casualties]",
        "parts: [B.casualties, A.force_]",
        "A.force_",
        "did you mean 'A.force'?",
    ),
    ("parts: [B.casualties, A.casualties]", "parts: [B.casualties, A.trust]", "[B.cas", "cannot be added up"),
    ("parts: [B.casualties, A.casualties]", "parts: [B.casualties, B.casualties]", "B.casualties]", "twice"),
    # conditions
    ("when: talks > 0.5 at 1", "when: tlks > 0.5 at 1", "tlks", "did you mean"),
    ("when: talks > 0.5 at 1", "when: talks > 0.5 at 0.5", "0.5\n", "write 1, the end of the month"),
    (
        "when: A.attribution >= 0.5 at 3",
        "when: A.attribution = 0.5 at 3",
        "= 0.5 at 3",
        "is not a comparison",
    ),
    # hidden premises, tensions, record
    ("needed_by: [C1, C3]", "needed_by: [C1, C9]", "C9", "there is no claim 'C9'"),
    ("needed_by: [C1, C3]", "needed_by: [C1, C1]", "C1]\n  when", "stands here twice"),
    ("needed_by: [C1, C3]", "needed_by: []", "[]\n  when", "give at least 1 entries"),
    ("  when: A.attribution >= 0.5 at 3\n", "", "id: H1", "nothing says when it holds"),
    (
        "  when: A.attribution >= 0.5 at 3\n",
        "  when: talks > 0.5\n  untested: x\n",
        "id: H1",
        "`when` and `untested`",
    ),
    ("moves: talks, by: 1, above: 0.3", "moves: talk, by: 1, above: 0.3", "talk,", "did you mean 'talks'?"),
    ("moves: talks, by: 1, above: 0.3", "moves: talks, above: 0.3", "test: {", "`by` is missing"),
    ("claims: [C1, C2]", "claims: [C1, C5]", "C5", "there is no claim 'C5'"),
    ("claims: [C1, C2]", "claims: [C1, C3]", "id: T1", "of its claims, 1 can be tried"),
    ("claims: [C1]\n  date", "claims: [C7]\n  date", "C7", "there is no claim 'C7'"),
    ("source: kiis_2026", "source: kiis_2062", "kiis_2062", "did you mean 'kiis_20"),
    ("source: kiis_2026", "source: assumed", "assumed", "is not in sources.bib"),
    ("date: 2026-02-20", "date: 2026-02-31", "2026-02-31", "is not a day"),
    ("date: 2026-02-20", "date: 2026-01", "2026-01", "is too early"),
    ("bears: against\n- claims", "bears: both\n- claims", "both\n", "'for', 'against' or 'open'"),
    # what happened: an outcome that a single war has or has not
    ("what: talks-close", "what: talks-clos", "talks-clos\n", "did you mean 'talks-close'?"),
    ("what: talks-close", "what: talks", "talks\n    by", "talks is compared with nothing"),
    ("what: talks-close", "what: A.strength", "A.strength", "neither comes about nor fails to"),
    ("what: talks-close", "what: months-of-war", "months-of-war\n    by", "is expected of many wars"),
    ("what: talks-close", "what: A.share", "A.share\n    by", "name an event or an ending"),
    ("what: talks-close", "what: settlement > 0.5", "settlement > 0.5", "write settlement alone"),
    ("what: talks-close", "what: talks-open >= 1", "talks-open >=", "write talks-open alone"),
    ("what: talks-close", "what: talks > 0.5 at 1", "at 1\n    by", "a month stands in `what`"),
    ("what: talks-close", "what: talks > 2", "2\n    by", "can hold in no draw"),
    ("what: talks-close", "what: talks >> 0.5", ">> 0.5", "is not a comparison"),
    ("what: talks-close", "what: 5", "5\n    by", "write it in quotes"),
    ("what: talks-close", 'what: ""', None, "give at least 1 characters"),
    ("what: talks < 0.5 and", "what: tlks < 0.5 and", "tlks", "there is nothing called 'tlks'"),
    ("by: 0.4", "by: 0", "0\n    came", "write more than 0"),
    ("by: 0.4", "by: 241", "241", "write at most 240"),
    ("by: 0.4", "by: 12 days", "12 days", "a number is needed"),
    ("by: 0.4\n    came: false", "by: 0.4\n    came: no", "no\n- claims", "true or false is needed"),
    ("by: 0.4\n    came: false", "by: 0.4", "happened:\n    foretold: Talks", "`came` is missing"),
    (
        "    foretold: Talks are broken off.\n",
        "",
        "happened:\n    what: talks-close",
        "`foretold` is missing",
    ),
    (
        "    foretold: Talks are broken off.",
        "    fortold: Talks are broken off.",
        "fortold",
        "did you mean 'foretold'?",
    ),
    ("document: will not", "document: wont", "wont\n", "it must be 'will' or 'will not'"),
    (
        "do: force B.deep-strike at 0; cut rally",
        "do: force B.deep-strik at 0",
        "B.deep-strik ",
        "did you mean",
    ),
    (
        "do: force B.deep-strike at 0; cut rally",
        "do: cut rally; force B.deep-strike at 2",
        None,
        "begins too late",
    ),
    (
        "by: 0.4\n    came: false",
        "by: 0.4\n    came: true",
        "true\n- claims",
        "bears against it; the document says that it will come about, and it came about; write for",
    ),
    (
        "document: will not",
        "document: will",
        "false\n    document: will",
        "the evidence bears for it; the document says that it will come about, and it did not",
    ),
    ("bears: for\n  happened", "bears: open\n  happened", "foretold: No state", "this evidence is open"),
    (
        "- claims: [C2]\n  date: 2026-02/",
        "- claims: [C1, C2]\n  date: 2026-02/",
        "foretold: No state",
        "share one outcome",
    ),
    (
        "    what: talks < 0.5 and A.trust >= 0.1\n    by: 1.5\n    came: false\n    document: will not\n"
        "    do: force B.deep-strike at 0; cut rally",
        "    what: talks-close\n    by: 0.4\n    came: false\n    document: will not",
        "foretold: No state",
        "the same outcome is here twice",
    ),
]


@pytest.mark.parametrize(("old", "new", "where", "said"), WRONG, ids=[f"{n}|{s}" for _, n, _, s in WRONG])
def test_every_error_is_found_at_its_place(spoilt, old, new, where, said):
    lines = spoilt(old, new)
    assert [line for line in lines if said in line], lines
    assert all(line.count("; ") >= 2 and len(line) < 700 for line in lines), "what; why; fix"
    if where is not None:
        at = place(VALID.replace(old, new), where, near=VALID.index(old))
        assert [line for line in lines if line.startswith(f"{at}: ") and said in line], (at, lines)


def test_outcomes_must_be_known_by_the_date_of_the_evidence():
    scenario = replace(planted.scenario(), begins="2026-02-08")
    assert unfit_record(read(VALID), scenario) == []
    late = VALID.replace("by: 0.4", "by: 11").replace("by: 1.5", "by: 2.0")
    first, second = (str(problem) for problem in unfit_record(read(late), scenario))
    assert "C2: `by: 11` is 2027-01-08, counted from 2026-02-08; the evidence is of 2026-02-21" in first
    assert first.endswith("write 0.43, in months")
    assert "is 2026-04-09" in second and "evidence is of 2026-02/2026-03 and cannot tell" in second
    assert unfit_record(read(late), replace(scenario, begins="")) == []
    (before, _) = unfit_record(read(VALID), replace(scenario, begins="2026-06"))
    assert "this one begins later" in before.fix


def test_all_errors_come_at_once():
    text = VALID.replace("moves: talks_progress", "moves: talk").replace("source: kiis_2026", "source: x")
    text = text.replace("span: [28, 60]", "span: [28, 6000]").replace("role: conclusion", "role: x")
    text = text.replace("- id: H2", "- id: H1").replace("talks > 0.5 at 1", "talks > five at 1")
    assert len(problems_of(text)) == 6


def test_a_list_of_deeds_is_read_as_one_text_is():
    listed = VALID.replace(
        "do: force B.deep-strike at 2; cut rally", "do: [force  B.deep-strike at 2, cut rally]"
    )
    assert read(listed).claims[0].tests[0] == read(VALID).claims[0].tests[0]


def test_what_the_words_say_changes_no_test():
    """A claim told otherwise is tried as before."""
    other = VALID.replace("A strike lowers the prospects of talks.", "Talks suffer.")
    assert [c.tests for c in read(other).claims] == [c.tests for c in read(VALID).claims]


TRIALS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@TRIALS
@given(st.data())
def test_any_value_at_any_place_is_read_or_refused(data):
    document = parsed(VALID, "my.yaml")
    path = data.draw(st.sampled_from(sorted(document.positions, key=str)))
    here = document.table
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = data.draw(JSON)
    try:
        parse_argument(document.table, document.positions, "my.yaml", catalogue().values(), source_keys())
    except InvalidInput as error:
        assert error.problems


@pytest.mark.parametrize(
    "text",
    [
        "schema: detente/argument-1",
        "schema: detente/argument-1\nclaims: 5\nroles: []\nhidden: {a: 1}\nrecord: x",
    ],
)
def test_nearly_nothing_is_refused_with_all_that_is_missing(text):
    said = " ".join(str(problem) for problem in problems_of(text))
    assert "`document` is missing" in said and "`name` is missing" in said
