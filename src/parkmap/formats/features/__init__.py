"""Features in, one by one: GeoJSON, KML and DXF."""
