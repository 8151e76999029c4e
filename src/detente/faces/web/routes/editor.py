"""The editor: claims of a document of the user's own, made on a page and kept as drafts."""

import re
from dataclasses import replace
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from detente.faces.web import editor_draft as kept
from detente.faces.web import editor_moves as moves
from detente.faces.web.editor_check import parties
from detente.faces.web.editor_deeds import VERBS
from detente.faces.web.editor_draft import Draft, Item, draft_named
from detente.faces.web.editor_look import form_look, item_look, live, overview_look, start_look, to_mend
from detente.faces.web.editor_spec import PARTS
from detente.faces.web.editor_text import passage, refusal, taken
from detente.faces.web.editor_typed import posted
from detente.faces.web.editor_words import words
from detente.faces.web.guard import LARGEST
from detente.faces.web.page import fragment, page, refused, wants_json
from detente.shelf.papers import forget_paper, list_papers
from detente.vocabulary.errors import InvalidInput, UnknownName

router = APIRouter(include_in_schema=False)
MOST_FIELDS = 10_000
HEAD_FIELDS = ("title", "date", "standpoint", "language", "scenario", "text")


async def _form(request: Request) -> FormData:
    return await request.form(max_fields=MOST_FIELDS, max_part_size=LARGEST)


Form = Annotated[FormData, fastapi.Depends(_form)]


@router.get("/editor", response_class=HTMLResponse)
def start(request: Request) -> HTMLResponse:
    """Show what an argument can be begun from, and the user's own."""
    return page(request, "editor.html.j2", **start_look())


@router.post("/editor")
def begin(request: Request, form: Form) -> Response:
    """Begin an argument from a document."""
    typed = {name: _text(form, name) for name in HEAD_FIELDS}
    data = _file(form, "file") or typed["text"].replace("\r\n", "\n").encode()
    try:
        draft = moves.begun(data, typed, typed["scenario"])
    except InvalidInput as error:
        shown = typed if len(typed["text"]) <= len(data) else typed | {"text": ""}
        return page(request, "editor.html.j2", 422, **start_look(shown, error.problems))
    return _to(draft.name)


@router.post("/editor/import")
def bring(request: Request, form: Form) -> Response:
    """Begin an argument from an argument file."""
    data = _file(form, "file") or _text(form, "yaml").encode()
    try:
        return _to(moves.imported(data, "your file").name)
    except InvalidInput as error:
        return refused(request, error.problems, "This file cannot be taken")


@router.post("/editor/copy")
def copy(form: Form) -> Response:
    """Begin an argument as a copy of one that is there."""
    return _to(moves.copied(_text(form, "name")).name)


@router.post("/editor/forget")
def forget(form: Form) -> Response:
    """Strike an argument of the user's own, and its text; a draft of it stays."""
    name = moves.argument_of(_text(form, "name")).name
    for kind in ("argument", "document"):
        forget_paper(kind, name)
    return RedirectResponse("/editor", 303)


@router.get("/editor/{name}", response_class=HTMLResponse)
def show(request: Request, name: str) -> Response:
    """Show a draft as a whole."""
    try:
        return page(request, "editor_draft.html.j2", **overview_look(draft_named(name)))
    except UnknownName:
        saved_from = next((one.name for one in kept.drafts() if one.saved_as == name), "")
        if saved_from:
            return _to(saved_from)
        if name not in {paper.name for paper in list_papers("argument")}:
            raise
        return page(request, "editor_other.html.j2", argument=moves.argument_of(name))


@router.get("/editor/{name}/words.json")
def vocabulary(name: str) -> JSONResponse:
    """Return every word that a search looks through."""
    draft = draft_named(name)
    verbs = {verb: {"pool": one.pool, "amount": one.amount} for verb, one in VERBS.items()}
    return JSONResponse({"verbs": verbs, "pools": words(parties(draft))})


@router.get("/editor/{name}/export.yaml")
def export(name: str) -> Response:
    """Hand a draft, or else an argument of that name, out as an argument file."""
    try:
        draft = draft_named(name)
        called, text = draft.head["name"], moves.exported(draft)
    except UnknownName:
        called, text = name, moves.argument_of(name).text
    plain = re.sub(r"[^a-z0-9-]+", "-", called.lower()).strip("-")[:60] or "argument"
    given = {"Content-Disposition": f'attachment; filename="{plain}.yaml"'}
    return Response(text, media_type="application/yaml", headers=given)


@router.post("/editor/{name}/undo")
def undo(name: str) -> Response:
    """Go back to before the last change."""
    draft_named(name)
    kept.undo(name)
    return _to(name)


@router.post("/editor/{name}/duplicate")
def duplicate(name: str) -> Response:
    """Make a copy of a draft."""
    return _to(moves.duplicated(name).name)


@router.post("/editor/{name}/delete")
def delete(name: str) -> Response:
    """Strike a draft; an argument that was saved from it stays."""
    draft_named(name)
    kept.forget(name)
    return RedirectResponse("/editor", 303)


@router.post("/editor/{name}/save")
def save(request: Request, name: str) -> Response:
    """Keep a draft as an argument."""
    draft = draft_named(name)
    if to_mend(draft):
        return page(request, "editor_draft.html.j2", 422, **overview_look(draft), saved=False)
    moves.saved(draft)
    return _to(name)


@router.post("/editor/{name}/text")
def give_text(request: Request, name: str, form: Form) -> Response:
    """Take the text of a draft that came without it."""
    draft = draft_named(name)
    data = _file(form, "file") or _text(form, "text").encode()
    try:
        moves.given_text(draft, taken(data))
    except InvalidInput as error:
        return page(request, "editor_draft.html.j2", 422, **overview_look(draft, wrong=error.problems))
    return _to(name)


@router.post("/editor/{name}/{part}")
def add(request: Request, name: str, part: str, form: Form) -> Response:
    """Add a claim, a hidden premise, a tension or a piece of evidence."""
    _known_part(part)
    with kept.changing():
        draft = draft_named(name)
        try:
            given = {"span": _span(draft, form), "speaker": "author"} if part == "claims" else {}
        except InvalidInput as error:
            typed = {key: _text(form, key) for key in ("from", "to", "sentence", "begins", "ends")}
            return page(request, "editor_draft.html.j2", 422, **overview_look(draft, typed, error.problems))
        item = kept.new_item(draft, part, given)
        kept.keep(draft.with_item(part, item), f"new {part}/{item.key}")
    return RedirectResponse(f"/editor/{name}/{part}/{item.key}", 303)


@router.get("/editor/{name}/{part}/{key}", response_class=HTMLResponse)
def edit(request: Request, name: str, part: str, key: str) -> HTMLResponse:
    """Show one item, to be filled in."""
    draft = draft_named(name)
    return page(request, "editor_item.html.j2", **item_look(draft, part, _item(draft, part, key)))


@router.post("/editor/{name}/{part}/{key}")
def change(request: Request, name: str, part: str, key: str, form: Form) -> Response:
    """Keep what was typed into one item, and say what is wrong with it."""
    tree = posted([(field, _clean(value)) for field, value in form.multi_items() if isinstance(value, str)])
    act = _text(form, "act")
    focus = moves.changed_tree(tree, act) if act else ""
    with kept.changing():
        draft = draft_named(name)
        _item(draft, part, key)
        item = Item(key, moves.kept_of(part, tree))
        new = replace(draft, head=item.kept) if part == "head" else draft.with_item(part, item)
        draft = kept.keep(new, f"{part}/{key} {act}") if new != draft else draft
    if wants_json(request.headers):
        return JSONResponse(live(draft, part, item))
    address = f"/editor/{name}" if act == "done" else f"/editor/{name}/{part}/{key}"
    if request.headers.get("hx-request") != "true":
        return RedirectResponse(address, 303)
    if act == "done":
        return Response(headers={"HX-Redirect": address})
    return fragment("editor_form.html.j2", **form_look(draft, part, item, to_mend(draft), focus))


@router.post("/editor/{name}/{part}/{key}/delete")
def drop(name: str, part: str, key: str) -> Response:
    """Strike one item."""
    _known_part(part)
    with kept.changing():
        draft = draft_named(name)
        draft.item(part, key)
        kept.keep(draft.without(part, key), f"without {part}/{key}")
    return _to(name)


def _to(name: str) -> RedirectResponse:
    return RedirectResponse(f"/editor/{name}", 303)


def _known_part(part: str) -> None:
    if part not in PARTS:
        raise UnknownName("a draft has claims, hidden premises, tensions and a record")


def _item(draft: Draft, part: str, key: str) -> Item:
    if (part, key) == ("head", "it"):
        return Item(key, draft.head)
    _known_part(part)
    return draft.item(part, key)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return _clean(value) if isinstance(value, str) else ""


def _clean(text: str) -> str:
    """Return a text without halves of characters, which a request may hold and no text in UTF-8 has."""
    return text.encode("utf-8", "replace").decode()


def _file(form: FormData, name: str) -> bytes:
    value = form.get(name)
    return value.file.read() if isinstance(value, UploadFile) else b""


def _span(draft: Draft, form: FormData) -> list[str]:
    """Return the passage that was chosen, by positions, as a sentence, or by its words."""
    first, after, sentence = (_text(form, key).strip() for key in ("from", "to", "sentence"))
    if first and after:
        return [first, after]
    if sentence.count("-") == 1:
        return sentence.split("-")
    if not _text(form, "begins").strip():
        raise refusal("from", "no passage is chosen", "a claim is a passage of the text", "select some words")
    found: Any = passage(kept.text_of(draft.name), _text(form, "begins"), _text(form, "ends"))
    return [str(end) for end in found]
