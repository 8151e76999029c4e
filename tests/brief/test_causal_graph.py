"""Signs of the causal graph are those of the mechanisms themselves."""

from dataclasses import replace

import numpy as np
import pytest

from detente.faces import library
from detente.faces.ask import load
from detente.mechanisms.trust_update import TrustUpdate
from detente.pipeline.causal_graph import Link, links, merged
from detente.pipeline.causal_nodes import CHARTS, FROM_THE_ACT, node_of_path, struck
from detente.vocabulary import Event
from detente.vocabulary.war import leaves, reference


@pytest.fixture(scope="module")
def found() -> tuple[Link, ...]:
    return links(load("mirror-sides").scenario, library.causes().values(), "A")


def test_known_signs(found: tuple[Link, ...]):
    signs = {(link.cause, link.source, link.target): link.sign for link in found}
    assert signs["trust_update", "B.deep-strike", "A.trust"] == "-"
    assert signs["trust_update", "A.trust", "settlement"] == "+"
    assert signs["power_shift", "A.expected_shift", "settlement"] == "-"
    assert signs["baseline", "age_at_start", "settlement"] == "-"
    named = {
        sign for (cause, _, target), sign in signs.items() if (cause, target) == ("coercion", "settlement")
    }
    assert named == {"?"}


def test_a_sign_is_that_of_the_mechanism_asked_directly():
    war = reference()
    card = TrustUpdate()
    low = card.effect(war).log_hazard[Event.SETTLEMENT]
    trusting = replace(war, me=replace(war.me, trust=war.me.trust + 0.1))
    high = card.effect(trusting).log_hazard[Event.SETTLEMENT]
    assert np.sign(high - low) == 1


def test_the_other_sides_links_are_the_mirror_image(found: tuple[Link, ...]):
    def mirrored(path: str) -> str:
        return ".".join({"A": "B", "B": "A"}.get(part, part) for part in path.split("."))

    other = {
        (link.cause, link.source, link.target)
        for link in links(load("mirror-sides").scenario, library.causes().values(), "B")
    }
    assert other == {(link.cause, mirrored(link.source), mirrored(link.target)) for link in found}


def test_only_causes_asked_for_make_links():
    scenario = load("mirror-sides").scenario
    assert {link.cause for link in links(scenario, [TrustUpdate], "A")} == {"trust_update"}


def test_links_that_disagree_leave_a_sign_open():
    said = [Link("a", "A.trust", "settlement", "+"), Link("b", "A.trust", "settlement", "-")]
    assert merged(said, {"A.trust": "trust", "settlement": "settlement"}) == {("trust", "settlement"): "?"}
    assert merged(said[:1], {"A.trust": "trust"}) == {}


def test_every_authored_word_stands_for_something_and_has_its_own_place():
    scenario = load("mirror-sides").scenario
    stocks = {path for path, _ in leaves(scenario.parties)}
    events = {event.word for event in Event}
    for chart in CHARTS:
        nodes = node_of_path(chart, "B.deep-strike", scenario.parties)
        assert all(path in stocks or path.rsplit(".", 1)[-1] in events for path in nodes)
        assert {word.key for word in chart.words} == set(nodes.values())
        places = [(word.x, word.y) for word in chart.words]
        assert len(set(places)) == len(places)
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)


def test_the_graph_turns_with_the_act():
    assert struck("A.deep-strike") == "B"
    assert node_of_path(FROM_THE_ACT, "A.deep-strike", ())["B.trust"] == "trust"
