"""Site → Artifacts. For each page a context of plain data, then its template. Pure."""
