"""The package's own build hook: assets are built when parkmap is installed or packed.

An editable install finds templates and geodata beside `src/`; a wheel takes them inside the package
(`parkmap.paths` looks in both places).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DEMO_FILES = ("*.toml", "README.md", "ledger.jsonl", "*.geojson", "context/*.geojson")


def assets_module(root: Path) -> ModuleType:
    """`scripts/assets.py`, which is no package and therefore not on the import path."""
    spec = importlib.util.spec_from_file_location("parkmap_assets", root / "scripts" / "assets.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{root / 'scripts' / 'assets.py'} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class ParkmapBuildHook(BuildHookInterface[Any]):
    """Runs before each build of a wheel, the editable one included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        assets = assets_module(root)
        try:
            assets.build_front_end(root)
        except assets.AssetsError as error:
            raise SystemExit(str(error)) from error  # a sentence; the trace would be hatchling's
        assets.compile_translations(root)
        if version == "editable":
            return
        build_data["force_include"].update(self.carried(root))

    @staticmethod
    def carried(root: Path) -> dict[str, str]:
        """Name what lies outside `src/` and where it goes in the wheel; no record, no database."""
        demo = root / "geodata" / "changzhi"
        files = [path for path in (root / "templates").rglob("*") if path.is_file()]
        files += [path for pattern in DEMO_FILES for path in demo.glob(pattern)]
        return {str(path): f"parkmap/{path.relative_to(root).as_posix()}" for path in sorted(files)}
