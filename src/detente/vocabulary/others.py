"""What the two sides share, what each third party has, and what ties it to each side."""

from detente.vocabulary.record import Record, stock


class SharedStocks(Record):
    """What exists once: the clock and the table."""

    age: float = stock("Months since the war began", unit="month", typical=0.0, low=0.0)
    age_at_start: float = stock(
        "Months the war had lasted when the scenario begins", unit="month", typical=0.0, low=0.0, trait=True
    )
    talks: float = stock("Talks are under way (0 or 1)", unit="1", typical=0.3, low=0.0, high=1.0)
    stalled: float = stock("Talks are open but stalled (0 or 1)", unit="1", typical=0.2, low=0.0, high=1.0)
    talks_progress: float = stock(
        "Momentum of the talks towards agreement", unit="1", typical=0.3, low=0.0, high=1.0
    )
    agenda_conflict: float = stock(
        "Divergence of aims among the parties to the talks",
        unit="1",
        typical=0.4,
        low=0.0,
        high=1.0,
        trait=True,
    )
    army_size: float = stock(
        "Size of army for which rates of loss are stated: about that of the armies in this war",
        unit="soldier",
        typical=150_000.0,
        low=1.0,
        trait=True,
    )
    decisiveness: float = stock(
        "How sharply the odds of winning follow the ratio of strengths",
        unit="1",
        typical=1.5,
        low=0.0,
        high=10.0,
        trait=True,
    )


class PartyStocks(Record):
    """A third party: backer, mediator, or both."""

    exposure: float = stock(
        "Political and strategic cost the party bears for its role", unit="1", typical=0.2, low=0.0, high=2.0
    )
    mediates: float = stock(
        "How far the party mediates", unit="1", typical=0.5, low=0.0, high=1.0, trait=True
    )
    agenda: float = stock(
        "How far the party pursues an agenda of its own in the war",
        unit="1",
        typical=0.3,
        low=0.0,
        high=1.0,
        trait=True,
    )


class TieStocks(Record):
    """What ties one third party to one side."""

    support: float = stock(
        "Commitment of the party to this side, as a share of full backing",
        unit="1",
        typical=0.5,
        low=0.0,
        high=1.0,
    )
    aid_prepared: float = stock(
        "Aid promised and being made ready", unit="euro_bn/month", typical=0.2, low=0.0
    )
    aid: float = stock("Aid delivered", unit="euro_bn/month", typical=0.2, low=0.0)
    pressure: float = stock(
        "Conditions and pressure the party puts on this side", unit="1", typical=0.2, low=0.0, high=1.0
    )
    credibility: float = stock(
        "This side's belief that the party is honest and even-handed",
        unit="1",
        typical=0.5,
        low=0.0,
        high=1.0,
    )
    condemns: float = stock(
        "The party's public stance on this side's latest act (+1 condemns, -1 minimises)",
        unit="1",
        typical=0.0,
        low=-1.0,
        high=1.0,
    )
    criticism: float = stock(
        "Criticism of this side among the party's public", unit="1", typical=0.3, low=0.0, high=1.0
    )
    regret: float = stock(
        "Share of the party's public holding that backing this side was a mistake",
        unit="1",
        typical=0.3,
        low=0.0,
        high=1.0,
    )
    aid_policy: float = stock(
        "Aid the party would give a month at full backing",
        unit="euro_bn/month",
        typical=0.4,
        low=0.0,
        trait=True,
    )
    leverage: float = stock(
        "How far the party can make this side pay for refusing it",
        unit="1",
        typical=0.4,
        low=0.0,
        high=1.0,
        trait=True,
    )
    bias: float = stock(
        "How far the party wants this side to do well", unit="1", typical=0.5, low=0.0, high=1.0, trait=True
    )
    guarantee: float = stock(
        "How far the party would enforce a deal on behalf of this side",
        unit="1",
        typical=0.2,
        low=0.0,
        high=1.0,
        trait=True,
    )
    coordination: float = stock(
        "How far the party knew of, or consented to, this side's acts",
        unit="1",
        typical=0.2,
        low=0.0,
        high=1.0,
        trait=True,
    )


class Shared(SharedStocks):
    """The values of what exists once."""


class Party(PartyStocks):
    """The values of one third party's stocks."""


class Tie(TieStocks):
    """The values of one third party's tie to one side."""
