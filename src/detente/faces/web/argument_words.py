"""An argument in plain words before it is tried: what each of its tests asks, by role."""

from collections.abc import Mapping

from detente.faces import library
from detente.pipeline.argument import Argument, Test
from detente.pipeline.argument_check import SIDES
from detente.pipeline.conditions import parse_condition
from detente.pipeline.do_language import known_names
from detente.pipeline.phrases import names_in_sentences


def called_in(argument: Argument) -> Mapping[str, str]:
    """Return how everything is called in the sentences of an argument: sides and third parties by role."""
    return names_in_sentences(_parties(argument), {})


def asked_in(argument: Argument) -> Mapping[str, tuple[str, ...]]:
    """Return what the tests of every claim ask, as sentences, by the claim."""
    called, known = called_in(argument), known_names(_parties(argument), library.causes().values())

    def said(test: Test) -> str:
        sentence = test.form.sentence(called)
        if not test.when:
            return sentence
        return f"{sentence} Asked only where {parse_condition(test.when, known).sentence(called)}."

    return {claim.name: tuple(map(said, claim.tests)) for claim in argument.claims}


def _parties(argument: Argument) -> tuple[str, ...]:
    return tuple(role for role in argument.roles if role not in SIDES)
