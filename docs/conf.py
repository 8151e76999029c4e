"""How Sphinx builds this documentation."""

import sys
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

project = "detente"
author = "The detente contributors"
copyright = "the detente contributors"
version = release = metadata.version("detente")

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.viewcode",
    "myst_parser",
    "sphinxcontrib.bibtex",
    "catalogue",
]
exclude_patterns = ["_build"]
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"

bibtex_bibfiles = ["../src/detente/sources.bib"]
bibtex_reference_style = "author_year"
suppress_warnings = ["bibtex.missing_field"]  # a field that nobody has looked up is left out, not invented

html_theme = "pydata_sphinx_theme"
html_title = "detente"
html_show_sourcelink = False
html_theme_options = {"navigation_depth": 2, "show_toc_level": 2, "secondary_sidebar_items": ["page-toc"]}
