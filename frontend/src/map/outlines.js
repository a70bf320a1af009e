// Boundaries that two parks share are drawn once: dashes drawn twice fill each other's gaps.

const key = ([lng, lat]) => `${lng.toFixed(7)},${lat.toFixed(7)}`; // about a centimetre

/** Lines [[lng, lat], …] that cover every edge of these GeoJSON polygons once. */
export function edgesOnce(features) {
  const seen = new Set();
  return features.flatMap(({ geometry }) => ringsOf(geometry)).flatMap((ring) => fresh(ring, seen));
}

function ringsOf({ type, coordinates }) {
  if (type === "Polygon") return coordinates;
  return type === "MultiPolygon" ? coordinates.flat() : [];
}

/** The runs of a ring's edges that were not drawn before, joined over the ring's start. */
function fresh(ring, seen) {
  const runs = [];
  let run = null;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const edge = [key(ring[i]), key(ring[i + 1])].sort().join(" ");
    if (seen.has(edge)) {
      run = null;
      continue;
    }
    seen.add(edge);
    if (!run) runs.push((run = [ring[i]]));
    run.push(ring[i + 1]);
  }
  const [first, last] = [runs[0], runs[runs.length - 1]];
  if (runs.length > 1 && key(first[0]) === key(last[last.length - 1])) {
    runs.pop();
    first.unshift(...last.slice(0, -1));
  }
  return runs;
}
