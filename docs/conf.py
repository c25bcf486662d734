"""How the site is built: `make docs`. Every warning is an error, and no page asks anything of another machine."""

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS / "scripts"), str(DOCS.parent)]

project = "linreg"
extensions = ["myst_parser", "site_pages", "site_equations", "site_font"]
exclude_patterns = ["scripts", "assets"]
html_theme = "furo"
html_title = "Linear regression, derived and checked"
html_static_path = ["assets"]
html_favicon = "assets/favicon.svg"
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
nitpicky = True
