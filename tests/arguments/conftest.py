"""A valid argument to spoil, with a test of every form, and one way to hear what is wrong with it."""

import hashlib
from collections.abc import Callable

import pytest

from detente.mechanisms import catalogue
from detente.pipeline.argument import Argument
from detente.pipeline.argument_file import parse_argument
from detente.shelf.packaged import source_keys
from detente.shelf.read_yaml import parsed
from detente.vocabulary.errors import InvalidInput, Problem

TEXT = "The strike undid the talks. Caf\u00e9s were <script>full</script>.\nHence pressure works.\n"

VALID = f"""\
schema: detente/argument-1
name: small-case
document:
  title: A small case
  date: 2026-02-09
  sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
  characters: {len(TEXT)}
  standpoint: Stands with side A.
roles: {{A: the stronger state, B: the aided state, backer: main backer, mediator: mediator}}
claims:
- id: C1
  span: [0, 27]
  paraphrase: A strike lowers the prospects of talks.
  type: causal
  modality: hedged
  role: premise
  loaded: [a word for ruin]
  tests:
  - form: sign
    do: force B.deep-strike at 2; cut rally
    against: undo B.deep-strike from 2 to 2.25
    moves: talks_progress
    sign: "-"
    by: 6
    smallest: 0.01
    when: talks > 0.5 at 1
  - {{form: "null", do: hold A.trust 0.9, moves: A.war_support, by: 7, sign: 0, smallest: 0.02}}
  - form: compare
    do: [undo B.deep-strike, hold B.trust 0.8]
    than: undo A.deep-strike
    moves: any-ending
    by: 12
    sign: +
  - form: interaction
    first: hold A.isolation 0.9
    second: hold A.outcry 0.9
    moves: months-of-war
    by: 8
    sign: "-"
  - form: dose
    do: scale *.B.aid {{dose}} from 3
    doses: [0.5, 1.5, 2]
    moves: settlement
    by: 24
    sign: +
- id: C2
  span: [28, 60]
  paraphrase: No choice of the mediator is without cost.
  speaker: a diplomat
  type: predictive
  modality: attributed
  role: premise
  tests:
  - form: tradeoff
    choices:
      condemn: force mediator.B.condemnation at 2
      stay silent: []
    moves:
    - {{what: mediator.A.credibility, good: +}}
    - {{what: backer.B.aid-cut, good: "-"}}
    by: 9
    smallest: 0.05
  - form: substitution
    weaker: scale B.force 0.8
    makes_up: scale B.firepower {{dose}}
    doses: [1, 1.5]
    moves: B.odds_of_winning
    by: 11
    sign: +
  - form: recovery
    do: force A.deep-strike at 1
    moves: B.trust
    by: 3
    until: 18
    sign: "-"
    left: 0.4
    irreversible: true
  - form: inference
    do: force B.deep-strike at 4
    prior: A.foe_averse
    posterior: A.foe_averse
    by: 5
    at_least: 0.5
    likelihood_ratio: .inf
    attribution: 0.6
  - {{form: level, moves: A.share, by: 10, above: 0.4, below: 0.9}}
  - form: share
    do: force B.deep-strike at 6
    parts: [B.casualties, A.casualties]
    by: 13
    at_least: 0.7
    sign: +
- id: C3
  span: [62, 84]
  paraphrase: The leadership wants no peace.
  type: evaluative
  modality: asserted
  role: conclusion
  untested: motive
  reason: No variable holds what a leadership wants.
- id: C4
  span: [62, 84]
  paraphrase: A strike harms talks.
  type: causal
  modality: asserted
  role: aside
  untested: repeats C1
  reason: It says the same.
hidden:
- id: H1
  paraphrase: The leadership ordered it.
  needed_by: [C1, C3]
  when: A.attribution >= 0.5 at 3
- id: H2
  paraphrase: There was something to lose.
  needed_by: [C1]
  test: {{form: level, moves: talks, by: 1, above: 0.3}}
tensions:
- id: T1
  paraphrase: Talks cannot be both undone and safe.
  claims: [C1, C2]
- id: T2
  paraphrase: The motive is known, and it is not.
  claims: [C3]
  untested: A motive cannot be tried.
record:
- claims: [C1]
  date: 2026-02-20
  says: Talks went on.
  source: kiis_2026
  bears: against
- claims: [C2]
  date: 2026-02-21
  says: Both rounds were held.
  source: talks_rounds_2026
  bears: against
  happened:
    foretold: Talks are broken off.
    what: talks-close
    by: 0.4
    came: false
- claims: [C2]
  date: 2026-02/2026-03
  says: Nothing was signed.
  source: bbc_2026
  bears: for
  happened:
    foretold: No state of the kind lasts.
    what: talks < 0.5 and A.trust >= 0.1
    by: 1.5
    came: false
    document: will not
    do: force B.deep-strike at 0; cut rally
"""


def read(text: str) -> Argument:
    """The argument in `text`, as the file `my.yaml`."""
    document = parsed(text, "my.yaml")
    return parse_argument(
        document.table, document.positions, document.file, catalogue().values(), source_keys()
    )


def problems_of(text: str) -> list[Problem]:
    """Everything that is found wrong with `text`."""
    try:
        read(text)
    except InvalidInput as error:
        return list(error.problems)
    return []


def place(text: str, piece: str, near: int) -> str:
    """Line and column at which `piece` begins: its only occurrence, or the first from `near` on."""
    at = text.index(piece, near if text.count(piece) > 1 else 0)
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


@pytest.fixture
def argument() -> Argument:
    return read(VALID)


@pytest.fixture
def spoilt() -> Callable[[str, str], list[str]]:
    """Replace one place of the valid argument; return the problems as lines without the file's name."""

    def spoil(old: str, new: str) -> list[str]:
        assert VALID.count(old) == 1, old
        return [str(p).removeprefix("my.yaml:") for p in problems_of(VALID.replace(old, new))]

    return spoil
