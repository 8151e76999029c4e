"""The page of an audit as one self-contained HTML file, in the look and under the policy of a brief."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2.environment import TemplateModule
from markupsafe import Markup

from detente.faces.page import render as plain_brief
from detente.faces.page.figures.claim import channel_bar, effect_strip, share_dot
from detente.pipeline.audit_brief_tree import AuditBrief, Dot, Stack, Strip

_HERE = Path(__file__).parent


def render_audit(brief: AuditBrief) -> str:
    """The page as HTML text; the same audit gives the same bytes.

    Raises:
        ValueError: a figure is no well-formed SVG, or holds what no figure needs.
    """
    style = f"{plain_brief.page_style()} {audit_style()}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = plain_brief.environment().get_template("audit.html.j2")
    text = page.render(
        brief=brief, shared=_shared(), picture=_picture, style=Markup(style), style_hash=Markup(digest)
    )
    return plain_brief.told_apart(text.lstrip()) + "\n"


@cache
def audit_style() -> str:
    """The style of the page, on one line, beyond that of every page."""
    own = (_HERE / "templates" / "audit.css").read_text(encoding="utf-8")
    return plain_brief.compact_css(own)


def macros(brief: AuditBrief) -> Any:
    """The macros of the page: `blocks` shows the blocks of a section or a card, `told` a paragraph.

    For pages that show the same pieces one by one.
    """
    page = plain_brief.environment().get_template("audit.html.j2")
    return page.make_module(
        {"brief": brief, "shared": _shared(), "picture": _picture, "style": "", "style_hash": ""}
    )


@cache
def _shared() -> TemplateModule:
    """The macros of every brief: prose, tables, figures, notes."""
    return plain_brief.environment().get_template("blocks.html.j2").module


def _picture(cell: object) -> Markup:
    """The small picture of a cell. It is made of numbers alone, and so may stand unescaped."""
    if isinstance(cell, Dot):
        return Markup(share_dot(cell.share, cell.error))
    if isinstance(cell, Strip):
        return Markup(effect_strip(cell.low, cell.middle, cell.high, cell.scale))
    if isinstance(cell, Stack):
        return Markup(channel_bar(cell.parts, cell.scale))
    raise TypeError(f"no picture for {cell!r}")
