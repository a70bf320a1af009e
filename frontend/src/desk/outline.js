// A boundary in the making: rings of [lng, lat] with every state that was, to go back and forth.
// Pure.

export class Outline {
  /** @param rings closed rings [[lng, lat], …]; the first is the outer one; @param least corners that stay */
  constructor(rings, least = 3) {
    this.rings = rings;
    this.least = least;
    this.past = [];
    this.future = [];
  }

  /** A new state; the old one can be had back. */
  set(rings) {
    if (JSON.stringify(rings) === JSON.stringify(this.rings)) return false;
    this.past.push(this.rings);
    this.future = [];
    this.rings = rings;
    return true;
  }

  back() {
    if (!this.past.length) return false;
    this.future.push(this.rings);
    this.rings = this.past.pop();
    return true;
  }

  forth() {
    if (!this.future.length) return false;
    this.past.push(this.rings);
    this.rings = this.future.pop();
    return true;
  }

  /** Corners as [ring, index, place], without the point that closes a ring. */
  corners() {
    return this.rings.flatMap((ring, at) => ring.slice(0, -1).map((place, index) => [at, index, place]));
  }

  move(ring, index, place) {
    return this.change(ring, (corners) => corners.map((one, at) => (at === index ? place : one)));
  }

  /** A corner in the middle of the side that follows. */
  add(ring, index) {
    return this.change(ring, (corners) => {
      const [from, to] = [corners[index], corners[(index + 1) % corners.length]];
      return [...corners.slice(0, index + 1), [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], ...corners.slice(index + 1)];
    });
  }

  /** A corner at the end of the outer ring; the same place twice is one corner. */
  append(place) {
    const corners = (this.rings[0] ?? []).slice(0, -1);
    if (String(place) === String(corners[corners.length - 1])) return false;
    return this.change(0, () => [...corners, place]);
  }

  /** Take a corner out; `least` have to stay. */
  drop(ring, index) {
    if (this.rings[ring].length - 1 <= this.least) return false;
    return this.change(ring, (corners) => corners.filter((_, at) => at !== index));
  }

  change(ring, make) {
    const corners = make(this.rings[ring].slice(0, -1));
    return this.set(this.rings.map((one, at) => (at === ring ? [...corners, ...corners.slice(0, 1)] : one)));
  }

  /** The GeoJSON geometry; null before there are three corners. */
  geometry() {
    if (!this.rings.length || this.rings.some((ring) => ring.length < 4)) return null;
    return { type: "Polygon", coordinates: this.rings };
  }
}
