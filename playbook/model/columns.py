"""The words of tables in `content/statistics/`: what columns are called, and what stands in a cell that is no plain number."""

from __future__ import annotations

TOTAL = "total"
"""The code of the row that stands for all industries, and the name of the column of all bands or places."""
WITHHELD = "withheld"
AT_LEAST = ">="
"""Stands before a number that the true one is not below."""

LIST = ("code", "title", "readable title", "division", "division title", "sector", "sector title")
PAIRS = ("code", "other code", "fit")
SHARES = ("largest 4 (%)", "largest 8 (%)", "largest 20 (%)", "largest 50 (%)")
HHI = "HHI of the 50 largest"
CONCENTRATION = ("firms", "establishments", "employees", "receipts (thousands)", *SHARES, HHI)
SALES = ("households", "investment", "government", "exports")
"""Final uses that are sales."""
NO_SALES = ("imports", "stocks")
"""What comes from abroad, and what is put on stock."""
