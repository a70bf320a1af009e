"""Runs alone, in a process that may be killed: opens one GeoPackage, or repairs shapes.

Started as a script with `-I`, so it imports nothing of parkmap. Only the GPKG driver is
registered: were another one found, it starts itself again with that one skipped, because GDAL
picks a driver by content and some (VRT, HTTP) reach for other files.

    child.py read FILE LAYER MAX_FEATURES MEMORY_MB SECONDS OUT
    child.py repair IN OUT MEMORY_MB SECONDS
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

REFUSED = 3
EXACT = 2**53


def main(arguments: list[str]) -> None:
    """Do what the first word says."""
    task, *rest = arguments
    if task == "read":
        file, layer, most, memory_mb, seconds, out = rest
        _confine(int(memory_mb), float(seconds))
        _only_geopackage()
        _read(file, layer or None, int(most), Path(out))
    else:
        source, out, memory_mb, seconds = rest
        _confine(int(memory_mb), float(seconds))
        _repair(Path(source), Path(out))


def _confine(memory_mb: int, seconds: float) -> None:
    try:
        import resource
    except ImportError:  # not on Windows; there the caller's time limit stands alone
        return
    size = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    most = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _only_geopackage() -> None:
    import pyogrio

    others = sorted(set(pyogrio.list_drivers()) - {"GPKG"})
    if not others:
        return
    if "OGR_SKIP" in os.environ:
        _refuse("drivers", ", ".join(others))
    os.environ["OGR_SKIP"] = ",".join(others)
    os.execv(sys.executable, [sys.executable, "-I", __file__, *sys.argv[1:]])


def _read(file: str, layer: str | None, most: int, out: Path) -> None:
    import numpy as np
    import orjson
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        layers = pyogrio.list_layers(file)
        named = [str(name) for name, kind in layers if kind is not None]
        if layer is None and len(named) != 1:
            _refuse("layers", ", ".join(named))
        if layer is not None and layer not in named:
            _refuse("no_layer", ", ".join(named))
        meta, _, shapes, columns = pyogrio.raw.read(
            file,
            layer=layer or named[0],
            max_features=most + 1,
            datetime_as_string=True,
        )
    except (DataSourceError, DataLayerError) as error:
        _refuse("unreadable", str(error))
    sizes = np.array([-1 if one is None else len(one) for one in shapes], dtype=np.int64)
    np.save(out / "sizes.npy", sizes, allow_pickle=False)
    (out / "shapes.wkb").write_bytes(b"".join(one for one in shapes if one is not None))
    kinds = [
        "OFSTBoolean" if subtype == "OFSTBoolean" else str(kind)
        for kind, subtype in zip(meta["ogr_types"], meta["ogr_subtypes"], strict=True)
    ]
    head = {
        "crs": meta["crs"],
        "fields": [str(name) for name in meta["fields"]],
        "columns": [_plain(one, kind) for one, kind in zip(columns, kinds, strict=True)],
        "layer": layer or named[0],
    }
    (out / "table.json").write_bytes(orjson.dumps(head))


def _plain(column: Any, kind: str) -> list[Any]:
    values = column.tolist()
    if kind == "OFSTBoolean":  # a nullable one comes as a float
        return [None if value is None or value != value else bool(value) for value in values]
    if kind.startswith("OFTInteger"):
        return [_whole(value) for value in values]
    if kind == "OFTReal":
        return [value if value == value else None for value in values]
    return [_text_or_value(value) for value in values]


def _whole(value: Any) -> Any:
    if isinstance(value, float):
        if value != value:
            return None
        return int(value) if abs(value) < EXACT else value
    return value


def _text_or_value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def _repair(source: Path, out: Path) -> None:
    import shapely

    with out.open("wb", buffering=0) as results:
        for line in source.read_bytes().splitlines():
            shape = shapely.from_wkb(line.decode())
            mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
            results.write(str(shapely.to_wkb(mended, hex=True)).encode() + b"\n")


def _refuse(code: str, detail: str) -> NoReturn:
    sys.stdout.write(f"{code}\n{detail[:400]}")
    sys.stdout.flush()
    os._exit(REFUSED)


if __name__ == "__main__":
    main(sys.argv[1:])
