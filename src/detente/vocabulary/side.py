"""What each of the two sides has: every stock with its unit, bounds and value in the reference war.

Everything that exists for one side exists for the other, under the same name. `typical` is the
value in the declared reference war (two equal sides, see `war.REFERENCE`); it is a convention
that says where contributions to a log hazard are zero, not a finding.
"""

from detente.vocabulary.record import Record, stock


class SideStocks(Record):
    """The stocks of one side. `Side` holds values; `Change` holds contributions to them."""

    # battlefield
    force: float = stock("Soldiers able to fight", unit="soldier", typical=150_000.0, low=0.0)
    firepower: float = stock(
        "Usable weapons and ammunition for each soldier, relative to the reference war",
        unit="1",
        typical=1.0,
        low=0.0,
        high=10.0,
    )
    casualties: float = stock(
        "Soldiers killed and wounded since the war began", unit="soldier", typical=6_000.0, low=0.0
    )
    losses_pace: float = stock(
        "Recent military losses, smoothed over about a month", unit="soldier/month", typical=3_000.0, low=0.0
    )
    civilian_harm: float = stock(
        "Civilians killed and injured on this side since the war began",
        unit="person",
        typical=1_000.0,
        low=0.0,
    )
    ground: float = stock(
        "Share of the disputed stake held", unit="1", typical=0.5, low=0.0, high=1.0, divided=True
    )
    ground_pace: float = stock(
        "Recent change of the share held, smoothed over some months", unit="1/month", typical=0.0
    )
    hostility: float = stock(
        "Intensity and scope of the violence this side applies, relative to the reference war",
        unit="1",
        typical=1.0,
        low=0.0,
        high=10.0,
    )
    excitation: float = stock(
        "Extra monthly rate of this side's strikes triggered by earlier ones",
        unit="1/month",
        typical=0.0,
        low=0.0,
        high=20.0,
    )
    # resources, industry and aid
    manpower: float = stock("People who could still be mobilised", unit="soldier", typical=600_000.0, low=0.0)
    supplies: float = stock("War supplies in hand", unit="euro_bn", typical=4.0, low=0.0)
    industry: float = stock("Own war production", unit="euro_bn/month", typical=0.8, low=0.0)
    consumption: float = stock(
        "War supplies used a month at the present tempo", unit="euro_bn/month", typical=1.0, low=0.0
    )
    market_access: float = stock(
        "Access to foreign markets and finance", unit="1", typical=0.8, low=0.0, high=1.0
    )
    supply_access: float = stock("Access to strategic imports", unit="1", typical=0.8, low=0.0, high=1.0)
    adaptation: float = stock(
        "Share of lost access made good by substitution", unit="1", typical=0.0, low=0.0, high=1.0
    )
    isolation: float = stock(
        "Diplomatic isolation: alliances and standing lost", unit="1", typical=0.2, low=0.0, high=1.0
    )
    legitimacy: float = stock("International legitimacy", unit="1", typical=0.6, low=0.0, high=1.0)
    # public, elite and leaders
    war_support: float = stock(
        "Share of the public for fighting on", unit="1", typical=0.6, low=0.0, high=1.0
    )
    leader_confidence: float = stock(
        "Share of the public that trusts the leadership and command", unit="1", typical=0.6, low=0.0, high=1.0
    )
    rally: float = stock(
        "Passing rise in support after a shock from outside", unit="1", typical=0.0, low=-0.5, high=0.5
    )
    nationalism: float = stock("Salience of nationalist rhetoric", unit="1", typical=0.5, low=0.0, high=1.0)
    elite_cohesion: float = stock(
        "Unity of the elite behind the leader", unit="1", typical=0.7, low=0.0, high=1.0
    )
    discord: float = stock(
        "Open domestic conflict about war policy", unit="1", typical=0.2, low=0.0, high=1.0
    )
    culpability: float = stock(
        "How far the leader is held answerable for the war", unit="1", typical=0.8, low=0.0, high=1.0
    )
    audience_stake: float = stock(
        "Political cost of backing down that public commitments have built up",
        unit="1",
        typical=0.3,
        low=0.0,
        high=1.0,
    )
    # bargaining
    compromise: float = stock("Willingness to concede", unit="1", typical=0.4, low=0.0, high=1.0)
    stance: float = stock(
        "Least share of the stake this side says it would accept", unit="1", typical=0.55, low=0.0, high=1.0
    )
    preconditions: float = stock(
        "Conditions set before dialogue, relative to a full list",
        unit="1",
        typical=0.3,
        low=0.0,
        high=1.0,
    )
    terms: float = stock(
        "Share of the stake this side would get in a deal signed now",
        unit="1",
        typical=0.5,
        low=0.0,
        high=1.0,
        divided=True,
    )
    belief_win: float = stock(
        "This side's own estimate that it would prevail if the war were fought out",
        unit="1",
        typical=0.55,
        low=0.0,
        high=1.0,
    )
    uncertainty: float = stock(
        "Doubt about the other side's strength and resolve (standard deviation of the belief)",
        unit="1",
        typical=0.15,
        low=0.0,
        high=0.5,
    )
    expected_shift: float = stock(
        "Share of the stake this side expects to lose to a later shift of power if it signs now",
        unit="1",
        typical=0.1,
        low=-1.0,
        high=1.0,
    )
    # trust and the table
    trust: float = stock(
        "Belief that the other side would honour a deal", unit="1", typical=0.4, low=0.0, high=1.0
    )
    foe_averse: float = stock(
        "Belief that the other side's leadership prefers war to any feasible deal",
        unit="1",
        typical=0.3,
        low=0.0,
        high=1.0,
    )
    suspects_spoiling: float = stock(
        "Belief that the other side's latest act was meant to obstruct talks",
        unit="1",
        typical=0.2,
        low=0.0,
        high=1.0,
    )
    attribution: float = stock(
        "Belief that the other side's leadership ordered the acts laid at its door",
        unit="1",
        typical=0.5,
        low=0.0,
        high=1.0,
    )
    negotiators: float = stock(
        "Presence of this side's negotiators at the table", unit="1", typical=0.5, low=0.0, high=1.0
    )
    protocols: float = stock(
        "Friction that this side's protective measures add to meetings",
        unit="1",
        typical=0.2,
        low=0.0,
        high=1.0,
    )
    # opinion abroad
    outcry: float = stock(
        "Attention abroad to this side's latest covert act", unit="1", typical=0.0, low=0.0, high=1.0
    )
    media_tone: float = stock(
        "Tone of media abroad about this side", unit="1", typical=0.0, low=-1.0, high=1.0
    )
    # traits: standing differences that no mechanism moves
    war_preference: float = stock(
        "Chance that this leadership prefers war to any feasible deal",
        unit="1",
        typical=0.3,
        low=0.0,
        high=1.0,
        trait=True,
    )
    cost_sensitivity: float = stock(
        "Weight of own losses in decisions, relative to the reference war",
        unit="1",
        typical=1.0,
        low=0.0,
        high=10.0,
        trait=True,
    )
    personalist: float = stock(
        "How personal the regime is (1: one ruler without institutions)",
        unit="1",
        typical=0.3,
        low=0.0,
        high=1.0,
        trait=True,
    )
    control: float = stock(
        "How far the leadership controls its services and armed proxies",
        unit="1",
        typical=0.8,
        low=0.0,
        high=1.0,
        trait=True,
    )
    veto_players: float = stock(
        "Actors at home whose consent a deal needs, beyond the leader",
        unit="1",
        typical=1.0,
        low=0.0,
        high=10.0,
        trait=True,
    )


class Side(SideStocks):
    """The values of one side's stocks."""
