"""Sharing a run or an audit: its whole address, and who can open it."""

from fastapi import Request

from detente.faces.web.guard import LOOPBACK


def address_of(request: Request, path: str) -> str:
    """Return an address as the one who asks sees this workbench; no token is in it."""
    return f"{str(request.base_url).rstrip('/')}/{path}"


def only_here(request: Request) -> bool:
    """Say whether such an address leads to this workbench on this machine only."""
    return (request.url.hostname or "") in LOOPBACK
