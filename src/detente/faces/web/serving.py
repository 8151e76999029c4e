"""The workbench on a port: said where it is, and stopped by Ctrl-C."""

import socket
import sys

import uvicorn

from detente.faces.web.app import Serving, application
from detente.faces.web.guard import COOKIE, LOOPBACK, QUERY, new_token
from detente.vocabulary.errors import InvalidInput, Problem

EVERYWHERE = frozenset({"0.0.0.0", "::", ""})
PATIENCE = 2  # seconds that open answers have to end after Ctrl-C
ALIKE = 3  # lines that say where it is


def serve_workbench(host: str, port: int) -> None:
    """Serve until somebody stops it.

    Raises:
        InvalidInput: nobody can listen there.
    """
    listening = _listening(host, port)
    where = listening.getsockname()[1]
    token = "" if host in LOOPBACK else new_token()
    hosts = frozenset() if host in EVERYWHERE else frozenset({host, *LOOPBACK})
    print(_said(host, where, token), file=sys.stderr, flush=True)
    settings = uvicorn.Config(
        application(Serving(hosts, token)),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    uvicorn.Server(settings).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except (OSError, OverflowError) as why:
        found.close()
        fix = "take another port with --port, or 0 for any that is free"
        raise InvalidInput(
            [Problem("--host, --port", 0, 0, f"{host}:{port} is not to be had", str(why), fix)]
        ) from why
    return found


def _said(host: str, port: int, token: str) -> str:
    name = "localhost" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    address = f"http://{name}:{port}/" + (f"?{QUERY}={token}" if token else "")
    guarded = (
        f"\nWhoever opens it without this token is turned away (kept in the cookie {COOKIE!r})."
        if token
        else ""
    )
    return f"detente is at {address}{guarded}\nCtrl-C stops it; runs go on and are kept."
