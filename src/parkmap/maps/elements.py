"""One Folium element for each capability of the map that is ours.

Each is a constant template that starts one function of the module ``map.js``. No value in it comes
from the record: branca renders what it is given again as a Jinja template.
"""

from __future__ import annotations

from typing import ClassVar

from branca.element import MacroElement
from folium.template import Template


class Capability(MacroElement):
    """Starts one exported function of ``map.js`` on the Folium map it is added to.

    A page may have asked for the module before Leaflet, as ``window.parkmapModule``: the functions
    then run in the same turn as the map, and the first frame shows parcels.

    Parameters
    ----------
    module_url
        Where the package itself serves ``map.js``.
    """

    function: ClassVar[str]
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            (window.parkmapModule ?? import({{ this.module_url|tojson }})).then(
                (module) => module.{{ this.function }}({{ this._parent.get_name() }})
            );
        {% endmacro %}
        """
    )

    def __init__(self, module_url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types here
        self._name = type(self).__name__
        self._id = "parkmap"  # not random: the shell must come out the same each time
        self.module_url = module_url


class Parcels(Capability):
    """The parcels, drawn from vector tiles on canvas."""

    function = "parcels"


class Parks(Capability):
    """Dashed outlines of the parks, their names, and their sums when far out."""

    function = "parks"


class Context(Capability):
    """Greens, water, roads, rail and utilities below the parcels."""

    function = "context"


class Basemaps(Capability):
    """The basemaps of the workspace and the control that chooses layers."""

    function = "basemaps"


class Legend(Capability):
    """Colour, hatching, letter and sums of each status."""

    function = "legend"


class Changes(Capability):
    """Asks what was marked since the page was made."""

    function = "changes"


class Frame(Capability):
    """Scale, north arrow, approval number, and the names of the zoom buttons."""

    function = "frame"


CAPABILITIES: tuple[type[Capability], ...] = (
    Parcels,
    Changes,
    Context,
    Parks,
    Basemaps,
    Legend,
    Frame,
)
"""In the order in which they start: what is looked at first comes first."""
