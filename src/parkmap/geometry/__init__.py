"""Boundaries as polygons: read, checked, measured. See README.md here."""
