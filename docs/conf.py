"""How the site is built: ``python -m sphinx -W --keep-going -n docs site``. It needs no network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from brain2face import __version__

HERE: Final = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "brain2face"
author = "The brain2face authors"
release = version = __version__
language = "en_GB"
smartquotes = False
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "pages_from.extension",
]
exclude_patterns = ["deploy", "pages_from"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
myst_links_external_new_tab = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
napoleon_use_ivar = True
napoleon_use_rtype = False
add_module_names = False
nitpick_ignore = [
    ("py:class", "brain2face.question_file.Parameter"),
    ("py:class", "brain2face.readers.head.Head"),
    ("py:class", "brain2face.readers.source.Source"),
    ("py:class", "brain2face.remote.dataset.Dataset"),
]
nitpick_ignore_regex = [("py:.*", r"(?!brain2face\.).*")]

html_theme = "furo"
html_title = f"brain2face {__version__}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
