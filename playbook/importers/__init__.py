"""Official files → tidy tables for `content/statistics/`: one module a publisher. Table readers are loaded where they are used."""
