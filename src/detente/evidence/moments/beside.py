"""What moments need beside courses: numbers of a theory's laws, and a war with one side isolated.

All of it is made of the same draws of laws as the courses that it stands beside.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from detente.evidence.courses import AS_IT_IS, Courses, Living, opened, paired
from detente.evidence.situations import Situation
from detente.formulas.hawkes import cluster_size
from detente.vocabulary import Number, Theory, title
from detente.vocabulary.do import Shift, World

# causes of answers, with the share of acts that are open to an answer between equals
ANSWERING = {"retaliation": 1.0, "unilateral_retaliation": 0.5}
# causes that isolation acts through
ISOLATION = ("coercion", "isolation_capacity", "isolation_elites", "isolation_rally")
PRESSED_FOR = 24  # months; assumed
PRESSURE = 0.5  # rise of isolation, of a full 1; assumed
ISOLATED = World("A isolated", (Shift("A.isolation", PRESSURE, 0.0, float(PRESSED_FOR)),))


def _none() -> NDArray[np.floating]:
    return np.zeros(0)


@dataclass(frozen=True, eq=False)
class Beside:
    """What stands beside courses.

    answered  (draw,) share of strikes and reprisals that answer others; nothing where no cause has answers
    memory    (draw,) mean time to such an answer, months
    pressed   courses of a war as it is and of one with side A isolated, in the place of situations; None
              where the theory holds no cause that isolation acts through
    """

    answered: NDArray[np.floating] = field(default_factory=_none)
    memory: NDArray[np.floating] = field(default_factory=_none)
    pressed: Courses | None = None


def beside(theory: Theory, lived: Courses, living: Living) -> Beside:
    """Return what stands beside courses that were lived under a theory; `living` is how they were lived."""
    there = replace(theory, moved=lived.moved)
    same = replace(living, draws=lived.draws, seed=lived.seed)
    answered, memory = _answers(there, same) if ANSWERING.keys() & theory.names else (_none(), _none())
    pressed = None
    if theory.names.intersection(ISOLATION):
        pressed = paired(there, Situation(), (AS_IT_IS, ISOLATED), replace(same, months=PRESSED_FOR))
    return Beside(answered, memory, pressed)


def triggered_share(branching: Number) -> Number:
    """Return the share of events that other events triggered: all of a cluster but its first.

    >>> round(triggered_share(0.4), 12)
    0.4
    """
    return 1 - 1 / cluster_size(branching)


def _answers(theory: Theory, living: Living) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return the share of acts that are answers and the mean time to an answer, (draw,) each.

    An act brings about `branching` answers if both sides answer. If one does, acts against it bring about so
    many, and between equals each answers half of the other's acts.
    """
    opening = opened(theory, living)
    share, memory = np.zeros(living.draws), np.zeros(living.draws)
    for number, cause in enumerate(living.model.causes):
        name = title(cause)
        if name in ANSWERING:
            speaks = np.asarray(opening.voice(number)[1])[0]  # of rivals, one in each draw
            share += speaks * triggered_share(ANSWERING[name] * opening.parameter(f"{name}.branching"))
            memory += speaks * opening.parameter(f"{name}.memory")
    return share, memory
