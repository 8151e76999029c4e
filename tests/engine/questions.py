"""Small questions about a war that is not the same from both sides, and the same war seen in a mirror."""

from dataclasses import replace

from detente.mechanisms import catalogue
from detente.pipeline.groups import groups
from detente.pipeline.model import SIDES, Model, other
from detente.pipeline.question import Question
from detente.pipeline.scenario import Happening, Scenario, Start
from detente.theories import all_theories
from detente.vocabulary import Theory, Uniform
from detente.vocabulary.do import Undo, World
from detente.vocabulary.war import leaves

PARTIES = ("backer", "mediator")
CAUSES = tuple(catalogue().values())
EVERYTHING = Theory("everything", "All causes at once.", (), CAUSES)


def lopsided() -> Scenario:
    """Return a war whose sides differ in everything that may differ, with a strike by side B."""
    start = {}
    for number, (path, entry) in enumerate(leaves(PARTIES)):
        if path.rsplit(".", 1)[-1] in ("age", "talks", "stalled"):
            continue
        low, high = entry.typical * (0.7 + 0.003 * number), entry.typical * (0.8 + 0.003 * number)
        start[path] = Start(Uniform(min(low, high), max(low, high)), entry.unit, "assumed")
    happens = (Happening("B.deep-strike", 1.0, act=True), Happening("backer.A.aid-cut", 3.0))
    worlds = (World("without", (Undo("B.deep-strike", 1.0, 1.25),)), World("with"))
    return Scenario("lopsided", "Lopsided", "", 12, PARTIES, start, happens, worlds)


def exchanged(path: str) -> str:
    """Return the path with the sides exchanged."""
    return ".".join(other(part) if part in SIDES else part for part in path.split("."))


def mirrored(scenario: Scenario) -> Scenario:
    """Return the scenario with the sides exchanged in everything."""
    return replace(
        scenario,
        start={exchanged(path): start for path, start in scenario.start.items()},
        happens=tuple(replace(h, event=exchanged(h.event)) for h in scenario.happens),
        worlds=tuple(
            replace(w, do=tuple(replace(do, event=exchanged(do.event)) for do in w.do))
            for w in scenario.worlds
        ),
    )


def question(scenario: Scenario, **changes: object) -> Question:
    """Return a question that watches every stock."""
    model = Model(CAUSES, PARTIES, groups(CAUSES, all_theories().values()))
    plain = Question(
        model=model,
        scenario=scenario,
        theories=(EVERYTHING,),
        worlds=scenario.worlds,
        draws=300,
        lives=2,
        months=12,
        seed=11,
        watch=tuple(model.stocks),
    )
    return replace(plain, **changes)
