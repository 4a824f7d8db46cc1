"""The nouns of a handbook, frozen and complete when built. Pure."""
