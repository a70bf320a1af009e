// Areas as officers type them, one piece after another: "30 mu, 5000 m2". Pure.

const M2 = { "": 1, m2: 1, "m²": 1, 平方米: 1, mu: 2000 / 3, 亩: 2000 / 3, ha: 10000, 公顷: 10000 };
const BETWEEN = /[;；、]|,(?!\d{3}\b)|，/;

/** The pieces of a text, each as it was typed; "1,234 m2" is one piece. */
export const areaTexts = (text) => text.split(BETWEEN).map((one) => one.trim()).filter(Boolean);

/** The first piece that is a bare number: mu or m², the one is 667 times the other. */
export const withoutUnit = (text) => areaTexts(text).find((one) => /^[\d.,]+$/.test(one)) ?? null;

/** m² and unit of one piece, or null where it is none. */
export function readArea(text) {
  const found = /^(\d{1,10}(?:\.\d{1,6})?)\s*(\D?.*)$/.exec(text.trim().replaceAll(",", ""));
  const unit = found?.[2].trim();
  return found && unit.toLowerCase() in M2 ? { m2: Number(found[1]) * M2[unit.toLowerCase()], unit } : null;
}

/** m² of the last piece and of all before it; null where one of them cannot be read. */
export function lastAndBefore(text) {
  const areas = areaTexts(text).map(readArea);
  if (!areas.length || areas.includes(null)) return null;
  const { m2: last } = areas[areas.length - 1];
  return { last, before: areas.slice(0, -1).reduce((sum, { m2 }) => sum + m2, 0) };
}

/** The text with another last area, in the unit that it was typed in; `unit` where there is none to read. */
export function withLast(text, m2, unit) {
  const texts = areaTexts(text);
  const last = texts[texts.length - 1] ?? "";
  const kept = readArea(last)?.unit ?? unit;
  const shown = (m2 / M2[kept.toLowerCase()]).toFixed(["ha", "公顷"].includes(kept.toLowerCase()) ? 4 : 2);
  return `${text.slice(0, text.lastIndexOf(last))}${shown} ${kept}`.trim();
}
