"""The words that a search of the editor looks through: each name with what it means, its unit and bounds."""

from functools import cache

from detente.faces.web.editor_check import known
from detente.pipeline.brief_names import called
from detente.pipeline.do_language import bounds
from detente.pipeline.outcomes_known import known_outcomes
from detente.shelf.packaged import citation, sources
from detente.vocabulary import Event
from detente.vocabulary.record import About

KINDS = {
    "stock": "stock",
    "derived": "derived quantity",
    "ending": "ending",
    "event": "event",
    "special": "the war as a whole",
}
type Word = dict[str, str]


@cache
def words(parties: tuple[str, ...]) -> dict[str, list[Word]]:
    """Return every name of a war with these third parties, by what it can be searched for."""
    of, outcomes = known(parties), known_outcomes(parties)
    looked = [
        _word(path, one.meaning, KINDS[one.kind], one.unit, _bounds(one.kind, of.stocks.get(path)))
        for path, one in outcomes.items()
    ]
    meanings = {event.word: event.value.meaning for event in Event}
    stocks = [_word(path, one.meaning, "stock", one.unit, bounds(one)) for path, one in of.stocks.items()]
    return {
        "outcome": looked,
        "stock": stocks,
        "event": [_word(path, meanings[path.rpartition(".")[2]], "event") for path in of.events],
        "parameter": [
            _word(path, one.meaning, "parameter", one.unit, bounds(one))
            for path, one in of.parameters.items()
        ],
        "cause": [_word(name, _first_line(name), "cause") for name in of.causes],
        "source": [_word(key, citation(one), "source") for key, one in sources().items()],
    }


def _word(name: str, says: str, kind: str, unit: str = "", bound: str = "") -> Word:
    whose = "" if kind in ("cause", "parameter", "source") else called(name, {})
    return {"name": name, "called": whose, "says": says, "kind": kind, "unit": unit, "bounds": bound}


def _bounds(kind: str, stock: About | None) -> str:
    if stock is not None:
        return bounds(stock)
    return {"ending": "a chance, from 0 to 1", "event": "expected number, 0 or more"}.get(kind, "")


def _first_line(cause: str) -> str:
    from detente.faces import library

    return (library.causes()[cause].__doc__ or "").strip().split("\n")[0]
