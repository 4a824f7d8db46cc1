"""Domain: a definition and answers → scores, bands, reasons, paper steps. Whole numbers only. Pure."""
