"""What forms ask of the deeds of their worlds: in which they differ, what they are done to, and doses."""

from collections.abc import Iterable

from detente.pipeline.forms.form import World

DOSE = "{dose}"  # stands in a deed for the numbers to be tried


def ways(worlds: Iterable[World], looked_at: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (what is done to, what is looked at) for every deed that some of the worlds lack.

    >>> ways([("cut rally",), ("cut rally", "force B.deep-strike at 2")], ["A.trust"])
    (('B.deep-strike', 'A.trust'),)
    """
    objects = dict.fromkeys(deed.split()[1] for deed in distinct_deeds(worlds))
    whats = tuple(dict.fromkeys(looked_at))
    return tuple((cause, what) for cause in objects for what in whats)


def distinct_deeds(worlds: Iterable[World]) -> tuple[str, ...]:
    """Return the deeds in which worlds differ, the worlds' own order, each once."""
    worlds = tuple(worlds)
    every = dict.fromkeys(deed for world in worlds for deed in world)
    return tuple(deed for deed in every if not all(deed in world for world in worlds))


def dosed(template: World, dose: float) -> World:
    """Return the deeds with the dose written in.

    >>> dosed(("scale *.B.aid {dose} from 6",), 2.0)
    ('scale *.B.aid 2 from 6',)
    """
    return tuple(deed.replace(DOSE, repr(float(dose)).removesuffix(".0")) for deed in template)
