"""Tables in: CSV and XLSX, a boundary or a boundary point a row."""
