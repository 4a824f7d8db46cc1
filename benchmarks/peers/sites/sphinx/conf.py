"""Settings of Sphinx: MyST, its own theme, its own search."""

project = "Bench"
extensions = ["myst_parser"]
myst_enable_extensions = ["tasklist"]
exclude_patterns = ["_build", "_doctrees"]
html_copy_source = False
html_show_sourcelink = False
