"""`detente serve`: the workbench in the browser."""

from typing import Annotated

import typer

Host = Annotated[
    str, typer.Option(help="The address to listen on; other than this machine's own asks for a token.")
]
Port = Annotated[
    int, typer.Option(min=0, max=65_535, help="The port to listen on; 0 takes any that is free.")
]


def serve(host: Host = "127.0.0.1", port: Port = 8300) -> None:
    """Serve the workbench: explore scenarios, run them and look at results in the browser.

    Runs are computed by a worker that goes on when this command ends, and are kept in your data folder.
    """
    from detente.faces.web.serving import serve_workbench

    serve_workbench(host, port)
