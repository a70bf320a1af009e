// Figures with their units, and the mark of a status.

import { config, word } from "../map/config.js";
import { countText } from "../map/numbers.js";
import { el } from "./dom.js";

/** 12 -> "12 parcels" */
export function lots(n) {
  return n === 1 ? word("%(n)s parcel", { n }) : word("%(n)s parcels", { n: countText(n) });
}

const chinese = () => config().lang === "zh";

/** Things one after another, with the sign that the language of the page puts between them. */
export const listed = (things) => [...things].join(chinese() ? "、" : ", ");

/** Sentences or parts of one, with the sign that the language of the page puts between them. */
export const inTurn = (sentences) => [...sentences].join(chinese() ? "；" : "; ");

/** What a style code is called; the code itself where the table does not have it. */
export const statusName = (code) => config().styles[code]?.label ?? code;

/** The little square with the letter, hidden from screen readers: the word stands beside it. */
export function badge(code) {
  const letter = config().styles[code]?.letter ?? "?";
  return el("span", { class: `st st-${code}`, "aria-hidden": "true", text: letter });
}

/** "2026-11-23T02:42:00Z" -> "2026-11-23 10:42", on the zone's clock. */
export function momentText(value, timeZone = config().zone.time_zone) {
  const when = new Date(value);
  if (Number.isNaN(when.getTime())) return String(value);
  const two = "2-digit";
  const form = { timeZone, year: "numeric", month: two, day: two, hour: two, minute: two, hourCycle: "h23" };
  const parts = new Intl.DateTimeFormat("en-GB", form).formatToParts(when);
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  return `${year}-${month}-${day} ${hour}:${minute}`;
}
