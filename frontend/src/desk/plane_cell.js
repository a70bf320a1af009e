// Coordinates as they are typed and pasted: read, or refused with the reason.

import { pastedPoints, toPlace } from "../lib/gauss_kruger.js";
import { word } from "../map/config.js";

const NUMBER = /^\d+(\.\d+)?$/;

/** A northing or an easting out of a cell: {value}, or {wrong: why it is none}. */
export function readPlane(axis, text, zone) {
  const typed = text.normalize("NFKC").replace(/[\s,]/g, "");
  if (!NUMBER.test(typed)) return { wrong: word("Write a number, in metres.") };
  const value = Number(typed);
  if (axis === "northing") return value >= 1e6 && value < 1e7 ? { value } : { wrong: word("X (northing) has 7 digits before the point.") };
  if (value >= 1e5 && value < 1e6) return { value };
  if (value < 1e7) return { wrong: word("Y (easting) has 6 digits before the point, or 8 with its zone.") };
  return ofZone(value, zone) ? { value } : { wrong: otherZone(value, zone) };
}

/** Rows of a pasted text as places [lng, lat]: {places, rows}, or {wrong}; `least` so many have to be there. */
export function readPasted(text, zone, least) {
  const points = pastedPoints(text);
  const rows = text.split(/\r?\n|;/).filter((row) => row.trim()).length;
  if (points.length < least) return { wrong: word("%(n)s of %(rows)s rows have X and Y; at least %(least)s are needed.", { n: points.length, rows, least }) };
  const strange = points.find(({ easting }) => easting > 1e6 && !ofZone(easting, zone));
  if (strange) return { wrong: otherZone(strange.easting, zone) };
  return { places: points.map((one) => toPlace(one, zone)), rows };
}

const ofZone = (easting, zone) => Math.floor(easting / 1e6) === zone;
const otherZone = (easting, zone) => word("This Y is of zone %(other)s; here it is zone %(zone)s.", { other: Math.floor(easting / 1e6), zone });
