"""Other generators, installed from PyPI and npm in the versions pinned here, and how each of them is asked for the same site."""
