"""Stocks, derived quantities and events as a sentence names them: noun phrases that say whose they are.

A table has no room for "the trust of North in the other side", and a sentence none for "Trust, North": what
stands alone is named by `brief_names.called`, what stands in a sentence here.
"""

from collections.abc import Iterable, Mapping, Sequence

from detente.pipeline.outcomes_known import known_outcomes
from detente.vocabulary import Event

EVERY = "*"  # stands in a path for all third parties
# Under these an event is named where several of it are spoken of; where each third party does it; without
# whoever does it; and whoever does it.
SEVERAL, EACH, ACT, ACTOR = "several {}", "each {}", "act of {}", "actor of {}"

# {0} is the side, or the third party; {1} is the side that a third party's tie is to.
THINGS: Mapping[str, str] = {
    # a side: battlefield
    "force": "the number of soldiers of {0}",
    "firepower": "the firepower of {0}",
    "casualties": "the casualty count of {0}",
    "losses_pace": "the pace of losses of {0}",
    "civilian_harm": "the harm to civilians of {0}",
    "ground": "the ground held by {0}",
    "ground_pace": "the pace of ground gained by {0}",
    "hostility": "the violence applied by {0}",
    "excitation": "the rate of strikes by {0} that earlier ones set off",
    # resources
    "manpower": "the manpower that {0} could still mobilise",
    "supplies": "the stock of supplies of {0}",
    "industry": "the war production of {0}",
    "consumption": "the use of supplies by {0}",
    "market_access": "the access of {0} to markets",
    "supply_access": "the access of {0} to strategic imports",
    "adaptation": "the adaptation of {0} to lost access",
    "isolation": "the isolation of {0}",
    "legitimacy": "the international legitimacy of {0}",
    # public, elite and leaders
    "war_support": "support for the war among the public of {0}",
    "leader_confidence": "confidence in the leaders of {0}",
    "rally": "the rally of the public of {0}",
    "nationalism": "the nationalist rhetoric of {0}",
    "elite_cohesion": "the cohesion of the elite of {0}",
    "discord": "the discord within {0} about the war",
    "culpability": "how far the leader of {0} is held answerable for the war",
    "audience_stake": "what backing down would cost the leaders of {0}",
    # bargaining
    "compromise": "the willingness of {0} to concede",
    "stance": "the least share declared acceptable by {0}",
    "preconditions": "the extent of the preconditions set by {0}",
    "terms": "the share that {0} would get in a deal signed now",
    "belief_win": "the belief of {0} in winning",
    "uncertainty": "the doubt of {0} about the other side",
    "expected_shift": "the fear of {0} of a later shift of power",
    # trust and the table
    "trust": "the trust of {0} in the other side",
    "foe_averse": "the belief of {0} that the other side prefers war",
    "suspects_spoiling": "the suspicion of {0} that the other side means to spoil talks",
    "attribution": "the belief of {0} that the other side’s leaders ordered the act",
    "negotiators": "the presence of the negotiators of {0} at the table",
    "protocols": "the friction from the security protocols of {0}",
    # abroad
    "outcry": "the outcry abroad about the latest act of {0}",
    "media_tone": "the tone of media abroad about {0}",
    # traits
    "war_preference": "the chance that the leaders of {0} prefer war to any deal",
    "cost_sensitivity": "the weight of own losses in the decisions of {0}",
    "personalist": "how personal the regime of {0} is",
    "control": "the control of the leaders of {0} over their services",
    "veto_players": "the number of veto players of {0}",
    # the war and the table
    "age": "the age of the war",
    "age_at_start": "the age of the war at the start",
    "talks": "the chance that talks are under way",
    "stalled": "the chance that talks are stalled",
    "talks_progress": "progress in talks",
    "agenda_conflict": "the conflict of aims among the parties to the talks",
    "army_size": "the size of army for which rates of loss are stated",
    "decisiveness": "the decisiveness of strength",
    # a third party, and its tie to a side
    "exposure": "the cost of involvement for {0}",
    "mediates": "the mediation by {0}",
    "agenda": "the weight of an own agenda for {0}",
    "support": "the commitment of {0} to {1}",
    "aid_prepared": "the aid in preparation by {0} for {1}",
    "aid": "the aid from {0} to {1}",
    "pressure": "the pressure of {0} on {1}",
    "credibility": "the credibility of {0} with {1}",
    "condemns": "the public stance of {0} on the latest act of {1}",
    "criticism": "criticism of {1} among the public of {0}",
    "regret": "regret among the public of {0} over backing {1}",
    "aid_policy": "the aid that {0} would give {1} at full backing",
    "leverage": "the leverage of {0} over {1}",
    "bias": "the bias of {0} towards {1}",
    "guarantee": "how far {0} would enforce a deal on behalf of {1}",
    "coordination": "how far {0} knew of the acts of {1}",
    # derived quantities, and the share in what has ended
    "strength": "the fighting strength of {0}",
    "odds_of_winning": "the probability that {0} would win",
    "aid_received": "the aid received by {0}",
    "aid_dependence": "the dependence of {0} on aid",
    "sustain_capacity": "the number of months that the supplies of {0} last",
    "attrition": "the share of the force of {0} lost a month",
    "political_goals": "the attainment of the political goals of {0}",
    "optimism": "by how much the hopes of the sides exceed what both can have",
    "escalation": "the mean violence of both sides",
    "terms_harshness": "the one-sidedness of the terms",
    "at_the_table": "the presence of both sides at the table",
    "share": "the share of the stake that goes to {0}",
}

# One of it, several of it, and who does it: {0} and {1} as above.
HAPPENINGS: Mapping[Event, tuple[str, str, str]] = {
    Event.TALKS_OPEN: ("an opening of talks", "openings of talks", ""),
    Event.TALKS_STALL: ("a stall of talks", "stalls of talks", ""),
    Event.TALKS_RESUME: ("a resumption of talks", "resumptions of talks", ""),
    Event.TALKS_CLOSE: ("a breakdown of talks", "breakdowns of talks", ""),
    Event.DEEP_STRIKE: ("a deep strike", "deep strikes", "by {0}"),
    Event.REPRISAL: ("a reprisal", "reprisals", "by {0}"),
    Event.LEADER_EXIT: ("a loss of office", "losses of office", "by the leader of {0}"),
    Event.AID_CUT: ("a cut of aid to {1}", "cuts of aid to {1}", "by {0}"),
    Event.AID_RAISE: ("a rise of aid to {1}", "rises of aid to {1}", "by {0}"),
    Event.CONDEMNATION: ("a condemnation of {1}", "condemnations of {1}", "by {0}"),
    Event.MINIMISATION: ("a playing-down of the act of {1}", "playings-down of acts of {1}", "by {0}"),
    Event.SETTLEMENT: ("a settlement", "settlements", ""),
    Event.CEASEFIRE: ("a ceasefire", "ceasefires", ""),
    Event.COLLAPSE: ("a collapse", "collapses", "of {0}"),
    Event.FADE_OUT: ("a fading-out of the war", "fadings-out of the war", ""),
}

_ARTICLES = ("a", "an", "the")
_DETERMINERS = (*_ARTICLES, "all", "any", "both", "each", "every", "its", "many", "most", "no", "one", "our")
_DETERMINERS += ("several", "some", "their", "these", "those")
_HAPPENS = {event.word: words for event, words in HAPPENINGS.items()}


def names_in_sentences(parties: tuple[str, ...], labels: Mapping[str, str]) -> dict[str, str]:
    """Return how everything that may be done to or looked at in a war is called in a sentence."""
    return phrases(known_outcomes((*parties, EVERY)), labels)


def phrases(paths: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return the noun phrase of each path; an event has several, under the words above.

    A path that is not known has none.

    >>> phrases(["A.trust", "backer.B.aid"], {"A": "North"})["A.trust"]
    'the trust of North in the other side'
    >>> names = phrases(["*.B.condemnation"], {"B": "South"})
    >>> names["*.B.condemnation"], names["each *.B.condemnation"]
    ('a condemnation of South by any third party', 'a condemnation of South by every third party')
    """
    found: dict[str, str] = {}
    for path in paths:
        *holders, name = path.split(".")
        each = [_holder(one, labels, "every") for one in holders]
        if name in THINGS:
            found[path] = THINGS[name].format(*each)
        if name in _HAPPENS:
            found |= _of_event(path, name, each, [_holder(one, labels, "any") for one in holders])
    return found


def _of_event(path: str, name: str, each: Sequence[str], anyone: Sequence[str]) -> dict[str, str]:
    one, several, actor = _HAPPENS[name]

    def whole(act: str, who: Sequence[str]) -> str:
        return f"{act} {actor}".strip().format(*who)

    found = {path: whole(one, anyone), SEVERAL.format(path): whole(several, each)}
    if EVERY in path.split("."):
        return found | {EACH.format(path): whole(one, each)}
    apart = {ACT.format(path): one.format(*each), ACTOR.format(path): actor.format(*each)}
    return found | (apart if actor else {})


def _holder(holder: str, labels: Mapping[str, str], each: str) -> str:
    if holder == EVERY:
        return f"{each} third party"
    label = labels.get(holder, "").strip()
    if holder in ("A", "B"):
        return label or f"side {holder}"
    first, *rest = (label or holder.replace("_", " ")).split()
    if first.lower() in _ARTICLES:
        return " ".join([first.lower(), *rest])
    return " ".join([first, *rest] if first[0].isupper() or first in _DETERMINERS else ["the", first, *rest])
