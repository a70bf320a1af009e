"""`parkmap measure`: areas, perimeter and boundary points of a parcel."""

from __future__ import annotations

from pathlib import Path

import click
import orjson

from parkmap.cli.common import FOLDER, opened, operator
from parkmap.services.measuring import Measures, measure


@click.command("measure")
@click.argument("folder", type=FOLDER)
@click.argument("parcel_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="As JSON on stdout.")
def command(folder: Path, parcel_id: str, as_json: bool) -> None:
    """Print what the parcel ID of FOLDER measures in the workspace's zone.

    Boundary points are numbered clockwise from the north-western one of each ring.
    """
    with opened(folder) as record:
        measures = measure(record, operator(), parcel_id)
    if as_json:
        click.echo(orjson.dumps(measures.facts(), option=orjson.OPT_INDENT_2).decode())
        return
    _tell(measures)


def _tell(measures: Measures) -> None:
    click.echo(f"{measures.id}: {measures.crs} (EPSG:{measures.epsg})")
    if measures.plane_area_m2 is None:
        click.echo("outside the reach of the zone: measured on the ellipsoid only")
    else:
        click.echo(
            f"plane area      {measures.plane_area_m2:,.2f} m2 = {measures.plane_area_mu:,.2f} mu"
            f" = {measures.plane_area_ha:,.4f} ha"
        )
    if measures.recorded_area_m2 is not None:
        click.echo(f"recorded area   {measures.recorded_area_m2:,.2f} m2")
    click.echo(f"geodesic area   {measures.geodesic_area_m2:,.2f} m2")
    click.echo(f"perimeter       {measures.perimeter_m:,.2f} m")
    points = measures.boundary_points or ()
    if points:
        click.echo("point ring     northing (X)   easting (Y)     side m  bearing")
    for one in points:
        click.echo(
            f"{one.name:<6}{one.ring:>4}{one.northing:>17.3f}{one.easting:>14.3f}"
            f"{one.side_m:>11.2f}  {degrees_minutes_seconds(one.bearing_deg)}"
        )


def degrees_minutes_seconds(angle_deg: float) -> str:
    """An angle as surveyors write it, to the second.

    Examples
    --------
    >>> degrees_minutes_seconds(90.46), degrees_minutes_seconds(359.99999)
    ('90°27′36″', '0°00′00″')
    """
    seconds = round(angle_deg * 3600) % (360 * 3600)
    return f"{seconds // 3600}°{seconds // 60 % 60:02}′{seconds % 60:02}″"
