"""Artifacts → disk: the only writer into the site's folder."""
