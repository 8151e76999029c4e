"""How the JSON interface documents what can go wrong; one form for all of it."""

from typing import Any

from detente.faces.web.documents import Errors

_SAID = {
    403: "It was sent from a page of another site, and is not done",
    404: "There is nothing of that name",
    413: "It is larger than 4 MB",
    422: "Something in it is wrong; everything that is wrong is listed",
}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of these error statuses."""
    return {status: {"model": Errors, "description": _SAID[status]} for status in statuses}


def errors_beside(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the same for what answers in another form than JSON where all is well."""
    schema = {"$ref": f"#/components/schemas/{Errors.__name__}"}
    content = {"application/json": {"schema": schema}}
    return {status: {"content": content, "description": _SAID[status]} for status in statuses}


SENT = (403, 413, 422)  # what may become of anything that is sent
