"""Move all changelog fragments into CHANGELOG.md under a new heading.

python -m tools.changelog 0.2.0 2026-12-01
"""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADINGS = {
    "results": "Numbers that moved",
    "added": "Added",
    "changed": "Changed",
    "removed": "Removed",
    "fixed": "Fixed",
}


def fragments(root: Path = ROOT) -> list[Path]:
    """Return every fragment, in alphabetical order."""
    return sorted(path for path in (root / "changelog.d").glob("*.md") if path.name != "README.md")


def kind(fragment: Path) -> str:
    """Return the type that a fragment's name states: `added` for `foundation.added.md`.

    >>> kind(Path("changelog.d/foundation.added.md"))
    'added'
    """
    return Path(fragment.stem).suffix.removeprefix(".")


def section(version: str, day: str, paths: Iterable[Path]) -> str:
    """Return the text of one release: a heading for each type that has fragments, one bullet a fragment."""
    grouped = {name: [path for path in paths if kind(path) == name] for name in HEADINGS}
    parts = [f"## {version} ({day})"]
    for name, found in grouped.items():
        bullets = ["* " + path.read_text(encoding="utf-8").strip().replace("\n", "\n  ") for path in found]
        parts += [f"### {HEADINGS[name]}", "\n".join(bullets)] if bullets else []
    return "\n\n".join(parts) + "\n"


def release(version: str, day: str, root: Path = ROOT) -> None:
    """Put the new section above the older ones and delete the fragments it was made of."""
    paths = fragments(root)
    file = root / "CHANGELOG.md"
    intro, mark, older = file.read_text(encoding="utf-8").partition("\n## ")
    text = intro.rstrip() + "\n\n" + section(version, day, paths) + mark + older
    file.write_text(text, encoding="utf-8")
    for path in paths:
        path.unlink()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    release(sys.argv[1], date.fromisoformat(sys.argv[2]).isoformat())
