"""Boundary files in and out: GeoJSON, GeoPackage, CSV. Nothing here stores anything."""
