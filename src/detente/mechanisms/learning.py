"""Learning: fighting and bargaining reveal what each side hid, and doubt and false hope go together.

    pace                   =  plateau * a / (a + plateau),   a = attrition of both sides
    d uncertainty / dt     =  (unseen - uncertainty) / renewal - uncertainty * (battle * pace + moves * talks)
    d belief_win / dt      =  (odds of winning + hope * uncertainty - belief_win) / memory
    on THEIR STRIKE        :  belief_win -= reveal * belief_win;  uncertainty += news * uncertainty
    on AID CUT, AID RAISE  :  uncertainty += surprise * uncertainty        whichever side's aid
    log h(SETTLEMENT)     +=  - weight * uncertainty
    log h(MY STRIKE)      +=  fight * belief_win          who has learnt that it would lose settles instead

The plateau keeps a short spike of violence from teaching much. What events reveal has a free sign.

Scope    Doubt about strength and resolve.
Rivals   uncertain_aims: under doubt about war aims fighting teaches nothing.
Sources  slantchev2003, weisiger2016 (signs); filsonwerner2002, powell2004 (from memory, not opened).
"""

from detente.vocabulary import Change, Effect, Event, Mechanism, Number, View, mine, param, theirs
from detente.vocabulary.derived import attrition, odds_of_winning
from detente.vocabulary.maths import clip
from detente.vocabulary.priors import LogNormal, Normal, Share

AID_NEWS = (mine(Event.AID_CUT), theirs(Event.AID_CUT), mine(Event.AID_RAISE), theirs(Event.AID_RAISE))
SIGN = "The sign is the paper's; the size is assumed."


class Learning(Mechanism):
    """How fast fighting, talking and shocks reveal the truth, and what knowing it is worth for a deal.

    >>> from detente.vocabulary.war import reference
    >>> card = Learning(battle=1.0, plateau=0.04, moves=0.1, unseen=0.15, hope=0.0, memory=2.0)
    >>> change = card.effect(reference()).per_month  # - 0.15 * (0.02 + 0.1 * 0.3);  (0.5 - 0.55) / 2
    >>> round(change.uncertainty, 6), round(change.belief_win, 6)
    (-0.0075, -0.025)
    """

    answers = "Does fighting resolve what the sides are uncertain about?"

    battle: Number = param(
        "Doubt resolved by losing the force", LogNormal(1.2, 2.0), unit="1", source="weisiger2016", note=SIGN
    )
    plateau: Number = param(
        "Losses beyond which few more teach",
        LogNormal(0.15, 1.6),
        unit="1/month",
        source="assumed",
        low=0.001,
    )
    moves: Number = param(
        "Doubt a month's talks end", LogNormal(0.1, 2.0), unit="1/month", source="slantchev2003", note=SIGN
    )
    unseen: Number = param("Doubt between strangers", Share(0.26, 1.4), unit="1", source="assumed", high=1.0)
    renewal: Number = param(
        "Time until old news is worth little", LogNormal(10.5, 1.6), unit="month", source="assumed", low=0.25
    )
    hope: Number = param("False hope per unit of doubt", LogNormal(0.33, 1.6), unit="1", source="assumed")
    memory: Number = param(
        "Time until beliefs follow the odds", LogNormal(6.0, 1.65), unit="month", source="assumed", low=0.25
    )
    reveal: Number = param(
        "Hope of victory that a strike costs", LogNormal(0.02, 2.0), unit="1", source="assumed"
    )
    news: Number = param(
        "Change of doubt at a strike", Normal(-0.05, 0.1), unit="1", source="assumed", low=-1.0
    )
    surprise: Number = param(
        "Change of doubt at aid news", Normal(0.0, 0.15), unit="1", source="assumed", low=-1.0
    )
    weight: Number = param("Settlement log hazard by doubt", LogNormal(3.0, 1.8), unit="1", source="assumed")
    fight: Number = param("Strike log hazard by hope", LogNormal(0.8, 2.0), unit="1", source="assumed")

    def effect(self, war: View) -> Effect:
        me, losses = war.me, attrition(war.me) + attrition(war.foe)
        pace = self.plateau * losses / (losses + self.plateau)
        resolved = self.battle * pace + self.moves * war.shared.talks
        expected = clip(odds_of_winning(war) + self.hope * me.uncertainty, 0, 1)
        seen = Change(belief_win=-self.reveal * me.belief_win, uncertainty=self.news * me.uncertainty)
        aid_news = Change(uncertainty=self.surprise * me.uncertainty)
        return Effect(
            per_month=Change(
                uncertainty=(self.unseen - me.uncertainty) / self.renewal - resolved * me.uncertainty,
                belief_win=(expected - me.belief_win) / self.memory,
            ),
            on={theirs(Event.DEEP_STRIKE): seen, **dict.fromkeys(AID_NEWS, aid_news)},
            log_hazard={
                Event.SETTLEMENT: -self.weight * me.uncertainty,
                Event.DEEP_STRIKE: self.fight * me.belief_win,
            },
        )
