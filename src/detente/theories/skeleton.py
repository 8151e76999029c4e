"""Skeleton: what every theory keeps of a war, before any of them explains how it ends.

Forces wear each other down, under one of three laws of attrition; the front follows strength; weapons
eat supplies, which industry and backers renew; losses are made good while there are people; a side with
nothing left breaks. Sides strike far behind the front now and then. Talks open, stall, resume and
close, and most fail. Beyond that, wars end at the rate of their class.

On the act  A strike is noticed abroad and does nothing else.
Rivals      None: the others add to it, and nothing-matters leaves out all but its first line.
Sources     lanchester1916 (attrition), ucdp_termination_v3 (how often and how wars end), min2025 (talks).
"""

from detente.mechanisms.aid_delivery import AidDelivery
from detente.mechanisms.attrition_general import AttritionGeneral
from detente.mechanisms.attrition_linear import AttritionLinear
from detente.mechanisms.attrition_square import AttritionSquare
from detente.mechanisms.baseline import Baseline
from detente.mechanisms.civilian_toll import CivilianToll
from detente.mechanisms.collapse import Collapse
from detente.mechanisms.covert_action import CovertAction
from detente.mechanisms.front_movement import FrontMovement
from detente.mechanisms.mobilisation_feedback import MobilisationFeedback
from detente.mechanisms.production import Production
from detente.mechanisms.replenishment import Replenishment
from detente.mechanisms.surplus_division import SurplusDivision
from detente.mechanisms.talks_process import TalksProcess
from detente.vocabulary import Theory

skeleton = Theory(
    name="skeleton",
    claim="Wars consume people and supplies, talks come and go, and wars end at the rate of their class.",
    sources=("lanchester1916", "ucdp_termination_v3", "cow_interstate_v4", "min2020", "min2025"),
    causes=(
        *(Baseline, TalksProcess, SurplusDivision, CovertAction),
        *(AttritionSquare, AttritionLinear, AttritionGeneral),
        *(FrontMovement, MobilisationFeedback, CivilianToll, Collapse),
        *(Replenishment, Production, AidDelivery),
    ),
    expects={("B.deep-strike", "settlement"): "0", ("B.force", "A.collapse"): "+"},
)
