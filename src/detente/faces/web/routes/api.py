"""The JSON interface: whether the workbench is there, and the page that explains the rest of it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from detente.faces.settings import version
from detente.faces.web.api_page import interface
from detente.faces.web.documents import Health
from detente.faces.web.page import page

router = APIRouter()


@router.get("/api", response_class=HTMLResponse, include_in_schema=False)
def explained(request: Request) -> HTMLResponse:
    """Explain the JSON interface, as its OpenAPI document does."""
    return page(request, "api.html.j2", interface=interface(request.app.openapi()), host=request.base_url)


@router.get("/api/health", tags=["workbench"])
async def health() -> Health:
    """Say that the workbench is there, and of which version it is."""
    return Health(status="ok", version=version())
