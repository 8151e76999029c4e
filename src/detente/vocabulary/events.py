"""Everything that can happen at an instant, who does it, and whether it ends the war."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Actor = Literal["war", "side", "party"]


@dataclass(frozen=True)
class Kind:
    """What an event is, who does it, and whether it ends the war.

    `actor`: "war" (happens to the war as a whole), "side" (one side does or suffers it),
    "party" (a third party does it, about one side).
    """

    meaning: str
    actor: Actor
    ends_war: bool = False


class Event(Enum):
    """The events of a war. Ends are competing: the first to happen is how the war ended."""

    TALKS_OPEN = Kind("Talks between the sides begin", "war")
    TALKS_STALL = Kind("Talks stay open but stop moving", "war")
    TALKS_RESUME = Kind("Stalled talks move again", "war")
    TALKS_CLOSE = Kind("Talks are broken off", "war")
    DEEP_STRIKE = Kind("A side strikes covertly far behind the front: sabotage or a targeted killing", "side")
    REPRISAL = Kind("A side answers a strike with one of its own", "side")
    LEADER_EXIT = Kind("A side's leader loses office", "side")
    AID_CUT = Kind("A third party cuts its support for a side", "party")
    AID_RAISE = Kind("A third party raises its support for a side", "party")
    CONDEMNATION = Kind("A third party publicly condemns a side's act", "party")
    MINIMISATION = Kind("A third party publicly plays down a side's act", "party")
    SETTLEMENT = Kind("The sides sign a negotiated settlement", "war", ends_war=True)
    CEASEFIRE = Kind(
        "The sides stop fighting along the line they hold, without a settlement", "war", ends_war=True
    )
    COLLAPSE = Kind("A side can no longer fight; the other prevails", "side", ends_war=True)
    FADE_OUT = Kind("Fighting falls below the threshold of war without any agreement", "war", ends_war=True)

    @property
    def actor(self) -> Actor:
        """Return who does it."""
        return self.value.actor

    @property
    def ends_war(self) -> bool:
        """Say whether the war is over once it happens."""
        return self.value.ends_war

    @property
    def word(self) -> str:
        """Return the name as it is written in scenarios and on the command line."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True)
class Mine:
    """My act, or a third party's act about me, as a key of `Effect.on`."""

    event: Event


@dataclass(frozen=True)
class Theirs:
    """The other side's act, or a third party's act about it, as a key of `Effect.on`."""

    event: Event


def mine(event: Event) -> Mine:
    """Return the key for `event` done by my side (or done by a third party about my side)."""
    return Mine(_with_actor(event))


def theirs(event: Event) -> Theirs:
    """Return the key for `event` done by the other side (or by a third party about it)."""
    return Theirs(_with_actor(event))


def _with_actor(event: Event) -> Event:
    if event.actor == "war":
        raise ValueError(f"{event.name} has no actor: use Event.{event.name} itself as the key")
    return event
