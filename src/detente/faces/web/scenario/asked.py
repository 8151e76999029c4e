"""What a run is asked for, as it was typed: wishes, or what is wrong with them, by field."""

from dataclasses import replace

from detente.faces import library
from detente.faces.ask import Loaded, Wishes, load, question
from detente.faces.beliefs import PRIOR
from detente.faces.web.scenario.typed import WHOLE, Typed
from detente.vocabulary.errors import InvalidInput, Problem

FIRST = {"wish.draws": "256", "wish.lives": "2"}  # for a first look
FULL = {"wish.draws": "1000", "wish.lives": "4"}
STAND_IN = "reference-war"  # the scenario on which wishes are tried while the user's own cannot be read
LONGEST_WHOLE = 20  # digits: as many as the largest seed has
OPTIONS = {
    "--draws": "wish.draws",
    "--lives": "wish.lives",
    "--months": "wish.months",
    "--seed": "wish.seed",
    "--theory": "wish.theories",
    "--class": "wish.record",
    "--watch": "wish.watch",
}


def first_wishes() -> Wishes:
    """Return what a first look is asked for."""
    return Wishes(draws=int(FIRST["wish.draws"]), lives=int(FIRST["wish.lives"]))


def wishes_of(typed: Typed) -> tuple[Wishes, dict[str, Problem]]:
    """Return the wishes that were typed, and by field what is wrong with their form."""
    usual, wrong = Wishes(), dict[str, Problem]()
    numbers = {name: getattr(usual, name) for name in WHOLE}
    for name in WHOLE:
        text = typed[f"wish.{name}"].strip()
        if text.isascii() and text.isdigit() and len(text) <= LONGEST_WHOLE:
            numbers[name] = int(text)
        elif text or name != "months":
            wrong[f"wish.{name}"] = _no_whole_number(name, text, numbers[name])
    if not typed.theories:
        what, why = "no theory is chosen", "every result is what some theory implies"
        wrong["wish.theories"] = Problem("", 0, 0, what, why, "choose one or more")
    every = set(typed.theories) >= set(library.theories())
    theories = () if every else typed.theories
    wishes = Wishes(theories=theories, watch=typed.watch, record=typed["wish.record"], **numbers)
    return wishes, wrong


def refused_wishes(wishes: Wishes, loaded: Loaded | None) -> list[tuple[str, Problem]]:
    """Return by field what is wrong with wishes; for want of the scenario itself, on another one."""
    there = loaded or load(STAND_IN)
    tried = wishes if loaded else replace(wishes, watch=(), record=wishes.record or PRIOR)
    try:
        question(there, tried)
    except InvalidInput as error:
        return [(OPTIONS.get(one.file, ""), _in_a_form(one)) for one in error.problems]
    return []


def _in_a_form(problem: Problem) -> Problem:
    """Return a problem with an option of the command line as one with a field."""
    fix = problem.fix.split("; 'detente")[0]
    return replace(problem, file="", fix=fix)


def _no_whole_number(name: str, text: str, usual: int) -> Problem:
    what = f"{name}: {text[:40]!r} stands here" if text else f"{name} is empty"
    return Problem("", 0, 0, what, "a whole number is needed", f"write digits only, such as {usual or 60}")
