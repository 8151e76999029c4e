"""The JSON interface to channels: asked for, followed, stopped and read."""

from dataclasses import asdict

from fastapi import APIRouter, Response

from detente.faces.channels import kept_channels
from detente.faces.web.api_errors import errors
from detente.faces.web.asking import Known
from detente.faces.web.channel_task import ask_channels, job_of
from detente.faces.web.documents_channels import ChannelsTold, PassedTold
from detente.faces.web.routes.api_runs import Named
from detente.faces.web.routes.results import opened
from detente.shelf import jobs

router = APIRouter(prefix="/api", tags=["results"])


@router.get("/runs/{identifier}/channels", responses=errors(404, 422))
def channels(found: Named) -> ChannelsTold:
    """Return through which causes the effects of a run pass, or how far the finding is."""
    return _told(found)


@router.post("/runs/{identifier}/channels", status_code=202, responses=errors(403, 404, 422))
def find(found: Named, response: Response) -> ChannelsTold:
    """Have the channels of a run found; where they were found before, they are there at once."""
    folder, _ = opened(found)
    if kept_channels(folder) is None:
        ask_channels(found)
    response.headers["Location"] = f"/api/runs/{found.identifier}/channels"
    return _told(found)


@router.post("/runs/{identifier}/channels/cancel", responses=errors(403, 404, 422))
def cancel(found: Named) -> ChannelsTold:
    """Stop the finding of a run's channels; one that is over stays as it is."""
    jobs.cancel(job_of(found.identifier))
    return _told(found)


def _told(found: Known) -> ChannelsTold:
    folder, _ = opened(found)
    kept, job = kept_channels(folder), jobs.get_job(job_of(found.identifier))
    there = kept is not None
    return ChannelsTold(
        identifier=found.identifier,
        status="done" if there else "not asked" if job is None or job.status == "done" else job.status,
        share=1.0 if there else job.share if job else 0.0,
        words=job.words if job and job.open else "",
        said=job.said.splitlines() if job and not there else [],
        address=f"/runs/{found.identifier}/channels",
        effects=[PassedTold.model_validate(asdict(one)) for one in kept or ()],
    )
