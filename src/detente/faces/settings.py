"""What the command line and the Python API set before anything is computed."""

import os
from importlib import metadata

# One block of lives is small: threads of ours run blocks side by side, and threads inside a block only wait.
COMPILER_FLAGS = (
    "--xla_cpu_prefer_vector_width=512",
    "--xla_cpu_multi_thread_eigen=false",
    "intra_op_parallelism_threads=1",  # last: what follows a word without dashes is not read
)


def machine_settings() -> None:
    """Tell the compiler how detente uses the machine; what the user has set already stays as it is.

    Must come before jax is first imported.
    """
    given = os.environ.get("XLA_FLAGS", "")
    names = {flag.split("=")[0].lstrip("-") for flag in given.split()}
    fresh = [flag for flag in COMPILER_FLAGS if flag.split("=")[0].lstrip("-") not in names]
    os.environ["XLA_FLAGS"] = " ".join([*given.split(), *fresh])


def version() -> str:
    """Return the version of detente, as installed."""
    try:
        return metadata.version("detente")
    except metadata.PackageNotFoundError:
        return "0+unknown"
