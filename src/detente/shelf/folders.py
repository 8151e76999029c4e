"""Where runs are kept on a user's disk."""

import os
from pathlib import Path

import platformdirs

HOME = "DETENTE_HOME"  # environment variable that puts everything into one folder


def data_folder() -> Path:
    """Return the folder of runs and their registry; it need not exist yet."""
    home = os.environ.get(HOME)
    return Path(home) if home else Path(platformdirs.user_data_dir("detente", appauthor=False))


def cache_folder() -> Path:
    """Return the folder of what can be computed again, compiled programs above all."""
    home = os.environ.get(HOME)
    return Path(home) / "cache" if home else Path(platformdirs.user_cache_dir("detente", appauthor=False))


def run_folder(identifier: str) -> Path:
    """Return the folder of the run with this identifier."""
    return data_folder() / "runs" / identifier


def audits_folder() -> Path:
    """Return the folder of all audits."""
    return data_folder() / "audits"


def audit_folder(identifier: str) -> Path:
    """Return the folder of the audit with this identifier."""
    return audits_folder() / identifier
