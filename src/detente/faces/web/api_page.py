"""The JSON interface for people: its OpenAPI document as rows that a page shows."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.routing import APIRoute

type Schema = Mapping[str, Any]
TAGS: Mapping[str, str] = {
    "workbench": "Whether it is there.",
    "scenarios": "What can be run: read, changed, checked, and what a user saved.",
    "runs": "A question is asked, followed, stopped, named and deleted; what an act changes, by theory.",
    "results": "What else came of a run: stocks over time, through which causes effects pass, what can be "
    "taken along, two runs side by side.",
    "arguments": "What a document claims: read in full, checked, kept, and taken off the shelf.",
    "audits": "An argument tried on a scenario: asked for, followed, read claim by claim, judged anew with "
    "some of its premises granted.",
    "theories": "What theories say: their causes and numbers, what a war is made of, the bibliography.",
}
VARIABLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Field:
    """A parameter of an address, or a field of a document: name, type, whether it must be there, words."""

    name: str
    kind: str
    needed: bool
    words: str
    model: str = ""


@dataclass(frozen=True)
class Answer:
    """What an operation may answer."""

    status: str
    words: str
    kind: str
    model: str


@dataclass(frozen=True)
class Operation:
    """Something that can be asked.

    said      what it does, in a sentence; `words` all that is to be said of it
    sent      name of the document to send;  example  one, as JSON
    asked     the same as a line for a terminal; HOST stands for the address of the workbench
    """

    method: str
    path: str
    said: str
    words: str
    parameters: tuple[Field, ...]
    sent: str
    example: str
    asked: str
    answers: tuple[Answer, ...]

    @property
    def identifier(self) -> str:
        """Return the mark of its place on the page."""
        return f"{self.method}-{self.path}".lower().replace("/", "-").replace("{", "").replace("}", "")


@dataclass(frozen=True)
class Interface:
    """All of it: operations by group, with what a group is for, and the documents, by name."""

    groups: tuple[tuple[str, str, tuple[Operation, ...]], ...]
    models: tuple[tuple[str, str, tuple[Field, ...]], ...]


def interface(document: Schema) -> Interface:
    """Return what an OpenAPI document says, in the order of its tags."""
    found: dict[str, list[Operation]] = {one["name"]: [] for one in document.get("tags", ())}
    words = {one["name"]: one["description"] for one in document.get("tags", ())}
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            group = found.setdefault(told.get("tags", ["other"])[-1], [])
            group.append(_operation(method, path, told, document))
    models = [
        (name, told.get("description", ""), tuple(_fields(told)))
        for name, told in document["components"]["schemas"].items()
    ]
    groups = tuple((name, words.get(name, ""), tuple(group)) for name, group in found.items() if group)
    return Interface(groups, tuple(models))


def summarise(router: APIRouter) -> None:
    """Give every operation its first sentence as its summary."""
    for route in router.routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            route.summary = first_sentence(route.description)


def first_sentence(words: str) -> str:
    """Return what a text says first.

    >>> first_sentence("Stop a run that is queued or running; any other stays as it is.")
    'Stop a run that is queued or running'
    """
    return re.split(r"[.;:](?:\s|$)", words, maxsplit=1)[0]


def kind_of(schema: Schema) -> tuple[str, str]:
    """Return what a schema asks for in words, and the name of the document that it speaks of.

    >>> kind_of({"type": "array", "items": {"$ref": "#/components/schemas/Run"}})
    ('list of Run', 'Run')
    >>> kind_of({"anyOf": [{"type": "number"}, {"type": "null"}]})
    ('number or null', '')
    """
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return name, name
    if "anyOf" in schema:
        kinds = [kind_of(one) for one in schema["anyOf"]]
        return " or ".join(words for words, _ in kinds), next((model for _, model in kinds if model), "")
    if "enum" in schema:
        return " | ".join(repr(one) for one in schema["enum"]), ""
    if "const" in schema:
        return repr(schema["const"]), ""
    if schema.get("type") == "array":
        words, model = kind_of(schema.get("items", {}))
        return f"list of {words}", model
    return schema.get("type", "anything"), ""


def _operation(method: str, path: str, told: Schema, document: Schema) -> Operation:
    parameters = tuple(
        Field(one["name"], kind_of(one["schema"])[0], one["required"], _words(one))
        for one in told.get("parameters", ())
    )
    schema = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    sent = kind_of(schema)[1] if schema else ""
    said = told.get("summary", "")
    answers = tuple(_answer(status, one) for status, one in told["responses"].items())
    example = _example(sent, document)
    asked = _asked(method.upper(), path, told.get("parameters", ()), example)
    words = told.get("description", said)
    return Operation(method.upper(), path, said, words, parameters, sent, example, asked, answers)


def _asked(method: str, path: str, parameters: Sequence[Schema], example: str) -> str:
    """Return how an operation is asked for at a terminal, with the examples of its parameters."""
    named = {one["name"]: next(iter(one["schema"].get("examples", ())), "") for one in parameters}
    inside = set(VARIABLE.findall(path))
    query = urlencode({name: value for name, value in named.items() if value and name not in inside})
    address = "HOST" + VARIABLE.sub(lambda found: str(named[found.group(1)]), path) + (query and f"?{query}")
    options = ["-N"] if path.endswith("/events") else []
    options += ["-X", method] if method not in ("GET", "POST") or (method == "POST" and not example) else []
    if example:
        compact = json.dumps(json.loads(example), ensure_ascii=False)
        options += ["-H", "Content-Type: application/json", "-d", compact]
    return shlex.join(["curl", "-s", *options]) + " " + shlex.quote(address)


def _answer(status: str, told: Schema) -> Answer:
    kinds = [(kind, *kind_of(one.get("schema", {}))) for kind, one in told.get("content", {}).items()]
    content, _, model = next(iter(kinds), ("", "", ""))
    return Answer(status, told["description"], content, model)


def _example(name: str, document: Schema) -> str:
    """Return an example of a document that is sent: its own, or one made of those of its fields."""
    if not name:
        return ""
    told = document["components"]["schemas"][name]
    own = next(iter(told.get("examples", ())), None)
    made = {key: one["examples"][0] for key, one in told["properties"].items() if "examples" in one}
    return json.dumps(own or made, indent=1)


def _fields(told: Schema) -> Iterator[Field]:
    needed = set(told.get("required", ()))
    for name, one in told.get("properties", {}).items():
        kind, model = kind_of(one)
        yield Field(name, kind, name in needed, _words(one), model)


def _words(told: Schema) -> str:
    """Return what is said of a field: its description, its range, and what it is where it is left out."""
    schema = told.get("schema", told)
    said = [told["description"]] if told.get("description") else []
    low, high = schema.get("minimum"), schema.get("maximum")
    said += [f"{low:,} to {high:,}"] if low is not None and high is not None else []
    said += [f"at most {schema['maxLength']:,} characters"] if "maxLength" in schema else []
    default = schema.get("default")
    said += [f"{json.dumps(default)} where it is left out"] if default not in (None, "", [], {}) else []
    return "; ".join(said)
