"""Boundary files in and out; nothing here stores anything.

`reading` is the way in, `writing` the way out. Below them, each on those before it: `crs` (which
coordinate system), `txt` (boundary points), `layers`, `features`, `out` (a module a format) and
`tables`; `child` is what runs in a process of its own.
"""
