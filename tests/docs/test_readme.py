"""The README's Python runs as it stands, and its figure is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lines_of_python_run(tmp_path):
    (lines,) = re.findall(r"```python\n(.*?)```", README, flags=re.S)
    home = os.environ | {"DETENTE_HOME": str(tmp_path / "home")}
    ran = subprocess.run(
        [sys.executable, "-c", lines], cwd=tmp_path, env=home, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "spoiler" in ran.stdout
    assert (tmp_path / "aid.html").is_file()


def test_what_it_points_to_is_there():
    for place in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / place).exists(), place
