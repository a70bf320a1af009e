// Mixing colours, so that a parcel's fill is opaque and no road shines through it.

/** "#D55E00" -> [213, 94, 0] */
export function channels(hex) {
  const value = Number.parseInt(hex.trim().slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `share` of the colour on the ground, as "rgb(r,g,b)". */
export function mix(colour, ground, share) {
  const over = channels(colour);
  const under = channels(ground);
  const mixed = over.map((value, i) => Math.round(value * share + under[i] * (1 - share)));
  return `rgb(${mixed.join(",")})`;
}
