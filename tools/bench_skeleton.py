"""The deterministic skeleton of a war: six causes of detente, and the same equations as an XMILE text.

Battlefield, supplies, production, mobilisation, front movement and aid, without luck, events or endings:
what any simulator of stocks and flows can express. Each side has force, firepower, recent losses, ground,
pace of the front, people, supplies, industry, use of supplies, and one backer's support, aid prepared and
aid delivered. XMILE 1.0 is the exchange format that Simlin and PySD both read.
"""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from detente.mechanisms.aid_delivery import AidDelivery
from detente.mechanisms.attrition_square import AttritionSquare
from detente.mechanisms.front_movement import FrontMovement
from detente.mechanisms.mobilisation_feedback import MobilisationFeedback
from detente.mechanisms.production import Production
from detente.mechanisms.replenishment import Replenishment
from detente.pipeline.ensemble import plain_machine, program_of, table_dict
from detente.pipeline.model import SIDES, Model, other
from detente.pipeline.opening import Opening
from detente.pipeline.question import STEPS_A_MONTH, Question, tables
from detente.pipeline.scenario import Scenario, Start
from detente.vocabulary import Fixed, Theory
from detente.vocabulary.do import World
from detente.vocabulary.war import leaves

PARTY = "backer"
MONTHS = 60
CAUSES = (AidDelivery, AttritionSquare, FrontMovement, MobilisationFeedback, Production, Replenishment)
# Two unequal sides, so that every equation has something to do.
STARTS = {
    **{"A.force": 300_000.0, "B.force": 220_000.0, "A.manpower": 900_000.0, "B.manpower": 500_000.0},
    **{"A.industry": 1.6, "B.industry": 0.7, "A.supplies": 6.0, "B.supplies": 4.0, "A.ground": 0.6},
    **{"B.ground": 0.4, "A.consumption": 1.8, "B.consumption": 1.4, "A.market_access": 0.6},
    **{"backer.A.support": 0.1, "backer.B.support": 0.7, "backer.B.aid_policy": 1.0, "backer.B.aid": 0.5},
}
# Each stock of a side with its rate of change; `me` and `foe` stand for the sides, a bare name of a
# parameter for that number.
FLOWS = {
    "force": "me_called - me_released - me_loss",
    "firepower": "(me_plenty - me_firepower) / replenishment_memory",
    "casualties": "me_loss",
    "losses_pace": "(me_loss - me_losses_pace) / attrition_square_memory",
    "ground": "me_advance",
    "ground_pace": "(me_advance - me_ground_pace) / front_movement_memory",
    "manpower": "me_released - me_called + mobilisation_feedback_coming_of_age * me_manpower",
    "supplies": "me_industry + me_aid - me_consumption * me_plenty",
    "industry": "me_growth * me_industry",
    "consumption": "(me_wanted - me_consumption) / replenishment_tempo_memory",
    "aid_prepared": "(me_aid_policy * me_support - me_aid_prepared) / aid_delivery_stage",
    "aid": "(me_aid_prepared - me_aid) / aid_delivery_stage",
    "support": "me_support * (1 - me_support) * (aid_delivery_resting - me_support) / aid_delivery_memory",
}
USED_UP = ("force", "manpower", "supplies")  # may run out: a step then takes no more than is there
REST = ("hostility", "market_access", "supply_access", "adaptation", "aid_policy")
AUXILIARIES = {
    "strength": "me_force * me_firepower",
    "loss": "attrition_square_lethality * foe_hostility * foe_strength",
    "lead": "MAX(-front_movement_rout, MIN(front_movement_rout, "
    "LN(MAX(me_strength, 0.000001)) - LN(MAX(foe_strength, 0.000001))))",
    "advance": "front_movement_mobility * 0.5 * (me_hostility + foe_hostility) * me_lead "
    "* me_ground * foe_ground",
    "wanted": "replenishment_use_each * me_force * me_hostility",
    "reserve": "replenishment_headroom * replenishment_cover * me_consumption",
    "plenty": "(1 + replenishment_headroom) * me_supplies / (me_supplies + me_reserve)",
    "market": "me_market_access + me_adaptation * (1 - me_market_access)",
    "imports": "me_supply_access + me_adaptation * (1 - me_supply_access)",
    "income": "me_industry + me_aid",
    "shortage": "(me_consumption - me_income) / (me_consumption + me_income)",
    "growth": "production_dependence * (me_market * me_imports - production_needed) "
    "+ production_effort * me_shortage",
    "behind": "MAX(mobilisation_feedback_parity * foe_strength - me_strength, 0) "
    "/ mobilisation_feedback_response",
    "called": "MIN(mobilisation_feedback_replacement * me_losses_pace + mobilisation_feedback_urgency "
    "* MAX(-me_ground_pace, 0) * me_manpower + me_behind, mobilisation_feedback_ceiling * me_manpower)",
    "released": "MAX(me_strength - mobilisation_feedback_superiority * foe_strength, 0) "
    "/ mobilisation_feedback_response",
}
SEEN = ("force", "ground", "supplies", "industry", "manpower", "aid")  # compared at every month


def skeleton(draws: int, seed: int = 7) -> Question:
    """Return the question: one world, one life, no event that needs luck."""
    never = {"aid_delivery.cut_pace": Fixed(0.0), "aid_delivery.raise_pace": Fixed(0.0)}
    theory = Theory("skeleton", "Wars consume people and supplies.", (), CAUSES, never)
    start = {path: Start(Fixed(value), "as declared", "assumed") for path, value in STARTS.items()}
    return Question(
        model=Model(CAUSES, (PARTY,)),
        scenario=Scenario("skeleton", "The skeleton", "A war without luck.", MONTHS, (PARTY,), start),
        theories=(theory,),
        worlds=(World("as it is"),),
        draws=draws,
        lives=1,
        months=MONTHS,
        seed=seed,
        watch=seen(),
    )


def _spoken(asked: Question) -> dict[str, str]:
    """Return the parameters that the equations use, by path, as the XMILE text writes them."""
    equations = " ".join((*FLOWS.values(), *AUXILIARIES.values()))
    names = {path: path.replace(".", "_") for path in asked.model.params}
    return {path: name for path, name in names.items() if re.search(rf"\b{name}\b", equations)}


@cache
def seen() -> tuple[str, ...]:
    """Return the paths that are compared, in the order of the engine's stocks."""
    names = {f"{side}.{name}" for side in SIDES for name in SEEN} | {f"{PARTY}.{s}.aid" for s in SIDES}
    return tuple(path for path, _ in leaves((PARTY,)) if path in names)


def parameters(asked: Question) -> list[dict[str, float]]:
    """Return for each draw the parameters that the engine draws, by their name in the XMILE text."""
    program = program_of(asked)
    given = table_dict(tables(asked, asked.theories[0], program.wait_streams, program.noise_streams))
    rows = []
    for first in range(0, asked.draws, program.draws):
        opening = Opening(program, plain_machine(), given, np.uint32(first), np.uint32(0))
        values = {name: opening.parameter(path) for path, name in _spoken(asked).items()}
        rows += [{n: float(x[lane]) for n, x in values.items()} for lane in range(program.draws)]
    return rows[: asked.draws]


def written(name: str) -> str:
    """Return a path of the engine as the XMILE text writes it.

    >>> written("A.force"), written("backer.B.aid")
    ('A_force', 'B_aid')
    """
    return name.removeprefix(f"{PARTY}.").replace(".", "_")


def start() -> dict[str, float]:
    """Return the starting value of every stock, by its name in the XMILE text."""
    usual = {path: prior.median for path, prior in skeleton(1).scenario.priors.items()}
    return {written(path): value for path, value in (usual | STARTS).items()}


def xmile(values: dict[str, float]) -> str:
    """Return the skeleton as an XMILE text, with these parameters unless a run says otherwise."""
    lines = [line for side in SIDES for line in _side(side)]
    lines += [f'<aux name="{name}"><eqn>{value!r}</eqn></aux>' for name, value in values.items()]
    body = "\n".join(f"      {line}" for line in lines)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <header><vendor>detente</vendor><product version="1.0">bench</product><name>skeleton</name></header>
  <sim_specs method="Euler" time_units="month">
    <start>0</start><stop>{MONTHS}</stop><dt>{1 / STEPS_A_MONTH}</dt>
  </sim_specs>
  <model>
    <variables>
{body}
    </variables>
  </model>
</xmile>
"""


def _side(side: str) -> Iterator[str]:
    starts = start()
    for name, equation in FLOWS.items():
        stock = f"{side}_{name}"
        flow = f"MAX({equation}, -me_{name} * {STEPS_A_MONTH})" if name in USED_UP else equation
        yield f'<stock name="{stock}"><eqn>{starts[stock]!r}</eqn><inflow>{stock}_change</inflow></stock>'
        yield f'<flow name="{stock}_change"><eqn>{_seen_from(side, flow)}</eqn></flow>'
    for name in REST:
        yield f'<aux name="{side}_{name}"><eqn>{starts[f"{side}_{name}"]!r}</eqn></aux>'
    for name, equation in AUXILIARIES.items():
        yield f'<aux name="{side}_{name}"><eqn>{_seen_from(side, equation)}</eqn></aux>'


def _seen_from(side: str, equation: str) -> str:
    return re.sub(r"\bfoe_", f"{other(side)}_", re.sub(r"\bme_", f"{side}_", equation))
