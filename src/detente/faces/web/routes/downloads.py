"""Downloads: the numbers, figures, scenario and brief of a run as files."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from detente.faces.web.asking import known
from detente.faces.web.downloading import KINDS, made
from detente.faces.web.parts import read_figure
from detente.faces.web.routes.results import opened
from detente.vocabulary.errors import unknown

router = APIRouter(include_in_schema=False)


@router.get("/runs/{identifier}/download/{name}")
def download(identifier: str, name: str) -> FileResponse:
    """Return one of the KINDS as a file, made in a thread of its own and sent piece by piece."""
    found = known(identifier)
    if name not in KINDS:
        raise unknown("download", name[:60], KINDS)
    folder, _ = opened(found)
    kind = KINDS[name]
    path = made(kind, folder)
    return FileResponse(
        path,
        media_type=kind.media,
        filename=f"detente-{identifier}-{name}",
        background=BackgroundTask(path.unlink, missing_ok=True),
    )


@router.get("/runs/{identifier}/figures/{name}.svg")
def figure(identifier: str, name: str) -> Response:
    """Return a figure of a run as a picture that stands alone."""
    folder, parts = opened(known(identifier))
    headers = {"Content-Disposition": f'attachment; filename="detente-{identifier}-{name}.svg"'}
    return Response(read_figure(folder, parts, name), media_type="image/svg+xml", headers=headers)
