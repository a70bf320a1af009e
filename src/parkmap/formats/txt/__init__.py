"""Boundary-point TXT (界址点) in, and parcels from points in general."""
