"""Tables of boundaries: CSV and XLSX with the same columns."""

from __future__ import annotations

from parkmap.formats.csv_in import read_csv
from parkmap.formats.xlsx_in import read_xlsx

__all__ = ["read_csv", "read_xlsx"]
