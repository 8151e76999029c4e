"""The JSON interface to what came of an audit: numbers, claims, premises granted, graph and exports."""

from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Depends
from fastapi.responses import FileResponse

from detente.faces.audits import JSON
from detente.faces.web.api_errors import SENT, errors, errors_beside
from detente.faces.web.audit_graph import links_of
from detente.faces.web.audit_judged import switched
from detente.faces.web.audit_pages import Done, done
from detente.faces.web.audit_text import view
from detente.faces.web.audit_told import claim_told, judged_told
from detente.faces.web.documents_audits import FileName, GraphTold, JudgedSent, JudgedTold, LinkTold
from detente.faces.web.documents_verdicts import ClaimLine, Claims, ClaimTold
from detente.faces.web.routes.api_audits import Named
from detente.faces.web.routes.audits import sent_file
from detente.pipeline.audit_schema import audit_schema

router = APIRouter(prefix="/api/audits/{identifier}", tags=["audits"])


def _without_places(schema: Any) -> Any:
    """Return a schema in which a list of fixed length names one kind for all its places.

    Tools that read OpenAPI often know `items` and not `prefixItems`.
    """
    if isinstance(schema, list):
        return [_without_places(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {key: _without_places(one) for key, one in schema.items() if key != "prefixItems"}
    places = schema.get("prefixItems", [])
    return told | ({"items": {"anyOf": _without_places(places)}} if places else {})


NUMBERS = _without_places({key: one for key, one in audit_schema().items() if not key.startswith("$")})


def _done(found: Named) -> Done:
    """Return the audit that an address names, with its page."""
    return done(found.identifier)


Laid = Annotated[Done, Depends(_done)]
Theory = Annotated[
    str,
    fastapi.Query(max_length=80, description="Under this theory alone", examples=["commitment"]),
]


@router.get(
    "/document",
    response_class=FileResponse,
    responses={
        **errors_beside(404, 422),
        200: {
            "description": "All numbers of the audit; the schema is that of `detente schema audit`",
            "content": {"application/json": {"schema": NUMBERS}},
        },
    },
)
def document(found: Named) -> FileResponse:
    """Return the whole audit as its document `detente/audit-1`, also where it was made elsewhere."""
    return sent_file(found, JSON)


@router.get("/claims", responses=errors(404, 422))
def claims(
    found: Laid,
    word: Annotated[
        str, fastapi.Query(max_length=80, description="Only those with this word", examples=["follows"])
    ] = "",
    type: Annotated[
        str, fastapi.Query(max_length=80, description="Only those of this type", examples=["causal"])
    ] = "",
    theory: Theory = "",
    mirror: Annotated[bool, fastapi.Query(description="Whether the sides are exchanged")] = False,
) -> Claims:
    """List the claims with their words, over all theories or under one, sides exchanged or not."""
    seen = view(found.page, word=word, type=type, theory=theory, mirror="1" * mirror)
    rows = [
        ClaimLine(
            name=one.name,
            word=seen.word_of(one),
            **{name: getattr(one, name) for name in ("type", "modality", "role", "speaker", "paraphrase")},
            span=list(one.span),
        )
        for one in found.page.claims
        if seen.shows(one)
    ]
    return Claims(identifier=found.identifier, claims=rows)


@router.get("/claims/{claim}", responses=errors(404, 422))
def claim(
    found: Laid,
    claim: Annotated[str, fastapi.Path(description="Name of the claim", examples=["C1"])],
) -> ClaimTold:
    """Return all that the card of a claim shows: its words, and the numbers of its tests by theory."""
    return claim_told(found, claim)


@router.post("/judged", responses=errors(404, *SENT))
def judge(found: Laid, sent: JudgedSent) -> JudgedTold:
    """Grant premises, drop the others, and return validity and soundness by theory from stored draws."""
    return judged_told(found, switched(found, sent.granted, sent.conclusions))


@router.get("/graph", responses=errors(404, 422))
def graph(
    found: Laid,
    claim: Annotated[
        str, fastapi.Query(max_length=80, description="Only what lies on its ways", examples=["C1"])
    ] = "",
    theory: Theory = "",
) -> GraphTold:
    """Return the causal graph, of all theories or of one, whole or along the ways of a claim."""
    seen = view(found.page, claim=claim, theory=theory)
    chosen = found.page.claim(seen.claim) if seen.claim else None
    every, on = links_of(found.folder, found.page, chosen, seen.theory)
    links = [one for one in every if chosen is None or one in on]
    return GraphTold(
        identifier=found.identifier,
        claim=seen.claim,
        theories=[seen.theory] if seen.theory else list(found.page.theories),
        nodes=sorted({path for one in links for path in (one.source, one.target)}),
        links=[LinkTold(cause=x.cause, source=x.source, target=x.target, sign=x.sign) for x in links],
    )


@router.get(
    "/files/{name}",
    response_class=FileResponse,
    responses={
        **errors_beside(404, 422),
        200: {"description": "The file, in its own media type", "content": {"*/*": {}}},
    },
)
def file(
    found: Named,
    name: Annotated[FileName, fastapi.Path(description="One of its files", examples=["claims.csv"])],
) -> FileResponse:
    """Return one of the files that an audit has left: CSV, Web annotations, GraphML, page or numbers."""
    return sent_file(found, name)
