"""From the table of an argument file to a checked Argument, or to all that is wrong with it at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from detente.pipeline.argument import (
    Argument,
    Claim,
    Document,
    Evidence,
    Happened,
    HiddenPremise,
    Tension,
    Test,
)
from detente.pipeline.argument_check import check_claims, check_document, check_links, check_roles
from detente.pipeline.argument_do_check import check_tests, each_test
from detente.pipeline.argument_form import ArgumentForm, ClaimForm, EvidenceForm, HappenedForm, HiddenForm
from detente.pipeline.argument_form import json_schema as json_schema
from detente.pipeline.argument_happened import check_happened
from detente.pipeline.argument_said import check_form
from detente.pipeline.conditions import parse_condition
from detente.pipeline.do_language import Known, known_names
from detente.pipeline.do_test_form import DoTest
from detente.pipeline.forms.catalogue import FORMS, mirrored
from detente.pipeline.forms.form import Form
from detente.pipeline.scenario_check import Desk, KeyPath, Positions
from detente.pipeline.scenario_form import LONGEST_WAR
from detente.vocabulary import Mechanism
from detente.vocabulary.errors import InvalidInput

SIGNS = {"+": 1, "-": -1, "0": 0}


def is_argument(table: Mapping[str, Any]) -> bool:
    """Say whether a file's table is that of an argument, of this or another version.

    >>> is_argument({"schema": "detente/argument-1"}), is_argument({"name": "a-war"})
    (True, False)
    """
    return str(table.get("schema", "")).startswith("detente/argument")


def parse_argument(
    table: Mapping[str, Any],
    positions: Positions,
    file: str,
    causes: Iterable[type[Mechanism]],
    sources: Collection[str],
) -> Argument:
    """Return the argument that a file's `table` holds, claims in the order of the document.

    `positions`, `causes` and `sources` are as for `scenario_file.parse`. Third parties are those that
    the file names in `roles`. Raises InvalidInput with every problem found, whether of form or of
    meaning.
    """
    desk = Desk(table, positions, file)
    check_form(desk)
    known = known_names(check_roles(desk), causes, LONGEST_WAR)
    check_document(desk)
    check_claims(desk)
    check_tests(desk, known)
    _check_conditions(desk, known)
    check_links(desk, sources)
    check_happened(desk, known)
    if desk.problems:
        raise InvalidInput(desk.problems)
    return _built(ArgumentForm.model_validate(table))


def _check_conditions(desk: Desk, known: Known) -> None:
    for path, text in _conditions(desk):
        try:
            parse_condition(text, known, desk.file, *desk.place(path))
        except InvalidInput as error:
            desk.problems.extend(error.problems)


def _conditions(desk: Desk) -> Iterator[tuple[KeyPath, str]]:
    premises = [(("hidden", i), raw) for i, raw in enumerate(desk.items("hidden")) if isinstance(raw, dict)]
    for path, raw in (*each_test(desk), *premises):
        if isinstance(text := raw.get("when"), str):
            yield (*path, "when"), text


def _built(form: ArgumentForm) -> Argument:
    claims = sorted((_claim(claim) for claim in form.claims), key=lambda claim: claim.span[0])
    return Argument(
        name=form.name,
        document=Document(**_fields_of(form.document)),
        roles=dict(form.roles),
        claims=tuple(claims),
        hidden=tuple(_premise(premise) for premise in form.hidden),
        tensions=tuple(Tension(t.id, t.paraphrase, tuple(t.claims), t.untested or "") for t in form.tensions),
        record=tuple(_evidence(evidence) for evidence in form.record),
    )


def _claim(form: ClaimForm) -> Claim:
    first, after = form.span
    return Claim(
        name=form.id,
        span=(first, after),
        paraphrase=form.paraphrase,
        speaker=form.speaker,
        type=form.type,
        modality=form.modality,
        role=form.role,
        loaded=tuple(form.loaded),
        tests=tuple(_test(test) for test in form.tests or ()),
        untested=form.untested or "",
        reason=form.reason or "",
    )


def _premise(form: HiddenForm) -> HiddenPremise:
    return HiddenPremise(
        name=form.id,
        paraphrase=form.paraphrase,
        needed_by=tuple(form.needed_by),
        when=form.when or "",
        test=None if form.test is None else _test(form.test),
        untested=form.untested or "",
    )


def _evidence(form: EvidenceForm) -> Evidence:
    told = Evidence(tuple(form.claims), form.date, form.says, form.source, form.bears)
    return told if form.happened is None else replace(told, happened=_happened(form.happened))


def _happened(form: HappenedForm) -> Happened:
    will = form.document == "will"
    return Happened(form.foretold, form.what.strip(), form.by, form.came, will, tuple(form.do))


def _test(form: DoTest) -> Test:
    given = _fields_of(form)
    built = do_test(given.pop("form"), given)
    return Test(form=built, mirror=mirrored(built), when=form.when or "")


def do_test(form: str, given: Mapping[str, Any]) -> Form:
    """Return the do-test of a form with what a file gives for it.

    >>> do_test("sign", {"do": ["force B.deep-strike at 2"], "moves": "talks", "by": 6.0, "sign": "-"})
    Sign(against=(), moves='talks', by=6.0, sign=-1, smallest=0.0, do=('force B.deep-strike at 2',))
    """
    return FORMS[form](
        **{key: _FREEZE.get(key, _frozen)(value) for key, value in given.items() if key != "when"}
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _outcomes(value: Any) -> Any:
    return tuple((item.what, SIGNS[item.good]) for item in value) if isinstance(value, list) else value


_FREEZE: Mapping[str, Callable[[Any], Any]] = {
    "sign": SIGNS.__getitem__,
    "moves": _outcomes,
    "choices": lambda choices: tuple((name, tuple(deeds)) for name, deeds in choices.items()),
}


def _fields_of(form: BaseModel) -> dict[str, Any]:
    return {name: getattr(form, name) for name in type(form).model_fields}
