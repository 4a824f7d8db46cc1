"""The preview's parts: editions of the site in memory, and what browsers are told of them."""
