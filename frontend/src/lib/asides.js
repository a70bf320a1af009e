// Signs on a map that would cover each other.

/** How far to the right each of these places {x, y} goes, so that none is nearer than `gap` to another. */
export function asides(places, gap) {
  const order = places.map((_, i) => i).sort((a, b) => places[a].x - places[b].x);
  const put = [];
  const moved = new Array(places.length).fill(0);
  for (const i of order) {
    let { x } = places[i];
    for (const other of put) {
      if (Math.abs(other.y - places[i].y) < gap) x = Math.max(x, other.x + gap);
    }
    put.push({ x, y: places[i].y });
    moved[i] = x - places[i].x;
  }
  return moved;
}
