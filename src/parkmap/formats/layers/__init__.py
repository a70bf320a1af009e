"""Layers in: GeoPackage, Shapefile, FileGDB, each read by a child with one driver."""
