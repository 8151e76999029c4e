"""A small made-up document with its argument: five claims, two that overlap, and two unstated premises."""

from hashlib import sha256

TEXT = (
    "A raid during talks makes them harder; it spoils what trust there was, and so no peace comes of it.\n"
    "\n"
    "Those who order raids know that. The weaker side pays for it at home, and its backer looks away.\n"
)


def span(words: str) -> list[int]:
    """Where these words stand in the text."""
    start = TEXT.index(words)
    return [start, start + len(words)]


def argument(name: str = "made-up-raids", text: str = TEXT) -> str:
    """The argument file of the text."""
    return f"""schema: detente/argument-1
name: {name}
document:
  title: A note on raids
  date: 2026-02-09
  sha256: {sha256(text.encode()).hexdigest()}
  characters: {len(text)}
  standpoint: Takes the part of nobody.
roles:
  A: the stronger state
  B: the weaker state
claims:
- id: C1
  span: {span("A raid during talks makes them harder")}
  paraphrase: A raid lowers progress in talks.
  type: causal
  modality: asserted
  role: premise
  tests:
  - {{form: sign, do: force B.deep-strike at 1, moves: talks_progress, sign: "-", by: 3, smallest: 0.005}}
- id: C2
  span: {span("it spoils what trust there was, and so no peace comes of it")}
  paraphrase: A raid spoils trust.
  type: causal
  modality: hedged
  role: premise
  loaded: [a word for waste]
  tests:
  - {{form: sign, do: force B.deep-strike at 1, moves: A.trust, sign: "-", by: 3, smallest: 0.001}}
- id: C3
  span: {span("so no peace comes of it")}
  paraphrase: A raid makes a settlement less likely.
  type: predictive
  modality: predicted
  role: conclusion
  tests:
  - {{form: sign, do: force B.deep-strike at 1, moves: settlement, sign: "-", by: 6, smallest: 0.01}}
- id: C4
  span: {span("Those who order raids know that.")}
  paraphrase: Those who order raids know what comes of them.
  speaker: a diplomat
  type: evaluative
  modality: attributed
  role: aside
  untested: motive
  reason: No variable holds what a leadership knows.
- id: C5
  span: {span("The weaker side pays for it at home")}
  paraphrase: A raid costs its author support at home.
  type: causal
  modality: asserted
  role: premise
  tests:
  - {{form: sign, do: force B.deep-strike at 1, moves: B.war_support, sign: "-", by: 3}}
hidden:
- id: H1
  paraphrase: Trust is low to begin with.
  needed_by: [C3]
  when: A.trust <= 0.4
- id: H2
  paraphrase: It was ordered.
  needed_by: [C4]
  untested: motive
record:
- claims: [C1]
  date: 2026-02-17
  says: Talks went on.
  source: fearon1995
  bears: open
"""
