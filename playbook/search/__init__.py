"""Domain: the handbook's texts → an index in small files, and the ranking of what is in them. The browser ranks the same way."""
