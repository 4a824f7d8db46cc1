"""Where the search index lies, below the site's root. Pure."""

SEARCH = "search/"
PARTS = f"{SEARCH}parts/"
"""Files whose names change with what is in them."""
