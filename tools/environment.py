"""Bring the project's environment into being, on a machine that has only Python and pip.

    python3 tools/environment.py core    what detente needs to run
    python3 tools/environment.py dev     the same, and all that tests, checks, docs and benchmarks need
    python3 tools/environment.py lock    resolve anew and write both lock files

This file runs under whatever Python is at hand, 3.8 or later, before anything is installed: it uses
the standard library only and no syntax that is newer than that.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OWN_UV = ROOT / "build" / "uv"
VENV = ROOT / ".venv"
OLDEST = (3, 12)
MINORS = (12, 13, 14)  # 3.12 first: it is the version that the locks are tested with
LOCKS = {"core": "requirements.lock", "dev": "requirements-dev.lock"}
EXPORTS = {"core": ["--no-dev"], "dev": ["--all-extras", "--all-groups"]}


def main(arguments: list[str]) -> int:
    """Carry out one of the commands named above and return the exit status."""
    if len(arguments) != 1 or arguments[0] not in (*LOCKS, "lock"):
        sys.stderr.write(__doc__ or "")
        return 2
    uv = find_uv()
    if arguments[0] == "lock":
        write_locks(uv)
    else:
        install(uv, arguments[0])
    return 0


def find_uv() -> str:
    """Return a uv that runs, installing one under `build/` with pip where there is none."""
    own = [str(OWN_UV / "bin" / "uv"), str(OWN_UV / "Scripts" / "uv.exe")]
    for candidate in [os.environ.get("UV", ""), *on_path("uv"), *own]:
        if candidate and answers([candidate, "--version"]):
            return candidate
    # A target folder leaves this Python as it was, so it is allowed where the system manages the packages.
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--upgrade", "--target", str(OWN_UV), "uv"])
    return next(path for path in own if Path(path).exists())


def find_python() -> str:
    """Return an interpreter that is new enough, or its version number for uv to download."""
    names = [f"python3.{minor}" for minor in MINORS] + ["python3", "python"]
    candidates = [sys.executable, *(path for name in names for path in on_path(name))]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for minor in MINORS:
        candidates += [str(path / "bin" / "python") for path in sorted(pyenv.glob(f"3.{minor}*"))]
    return next((path for path in candidates if new_enough(path)), ".".join(map(str, OLDEST)))


def new_enough(python: str) -> bool:
    """Tell by running it whether this interpreter can run detente.

    A name on the PATH proves nothing: the shim of a version manager may stand there for a version
    that is not installed.
    """
    return answers([python, "-c", f"import sys, venv; sys.exit(sys.version_info < {OLDEST})"])


def install(uv: str, kind: str) -> None:
    """Create the virtual environment if need be and install one lock file and detente itself."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not new_enough(str(python)):
        run([uv, "venv", "--quiet", "--clear", "--python", find_python(), str(VENV)])
    pip = [uv, "pip", "install", "--quiet", "--python", str(python)]
    # compiled once here rather than at every start, where Python is told to leave no bytecode behind
    run([*pip, "--compile-bytecode", "--require-hashes", "--requirement", LOCKS[kind]])
    run([*pip, "--no-deps", "--editable", "."])
    run([str(python), "-m", "compileall", "-q", "src"])


def write_locks(uv: str) -> None:
    """Resolve the newest versions that fit and write both lock files, hashes and no addresses."""
    python = find_python()
    resolved = ROOT / "uv.lock"
    run([uv, "lock", "--quiet", "--upgrade", "--python", python])
    form = ["--frozen", "--no-emit-project", "--no-header", "--format", "requirements-txt"]
    for kind, lock in LOCKS.items():
        command = [uv, "export", "--quiet", *form, "--python", python, *EXPORTS[kind]]
        text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        (ROOT / lock).write_text(text, encoding="utf-8")
    resolved.unlink()  # it names the registry that this machine uses


def on_path(name: str) -> list[str]:
    """Return every file of that name on the PATH, in its order."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    paths = [Path(folder) / (name + suffix) for folder in folders if folder for suffix in ("", ".exe")]
    return [str(path) for path in paths if path.is_file()]


def answers(command: list[str]) -> bool:
    """Tell whether a command can be started and exits with status 0."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(command: list[str]) -> None:
    """Show a command, carry it out in the project's folder, and stop everything if it fails."""
    sys.stderr.write("+ " + " ".join(command).replace(str(ROOT) + os.sep, "") + "\n")
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
