// Days as whole numbers from the first day of the record, and where they stand on a slider.

const DAY_MS = 864e5;
const iso = (ms) => new Date(ms).toISOString().slice(0, 10);

/** "2026-11-23" -> days since `first` ("2024-01-01"). */
export const dayNumber = (text, first) => Math.round((Date.parse(text) - Date.parse(first)) / DAY_MS);

/** The same the other way. */
export const dayText = (number, first) => iso(Date.parse(first) + number * DAY_MS);

export const within = (number, last) => Math.min(Math.max(number, 0), last);

/** A day further by one "day", "week" or "month" (`way` 1 or -1), inside 0..last. */
export function stepped(number, step, way, first, last) {
  if (step !== "month") return within(number + way * (step === "week" ? 7 : 1), last);
  const [year, month, day] = dayText(number, first).split("-").map(Number);
  const length = new Date(Date.UTC(year, month + way, 0)).getUTCDate(); // of the month that is meant
  const meant = Date.UTC(year, month - 1 + way, Math.min(day, length));
  return within(dayNumber(iso(meant), first), last);
}

/** A year before a day; 28 February for the 29th. */
export function yearBefore(text) {
  const [year, month, day] = text.split("-");
  const there = month === "02" && day === "29" ? "28" : day;
  return `${Number(year) - 1}-${month}-${there}`;
}

/** Where the middle of a slider's thumb stands for a day, in pixels from its left end. */
export const placeOf = (number, last, width, thumb) =>
  thumb / 2 + (last > 0 ? number / last : 0) * (width - thumb);

/** The day under a place of the slider: the other way of `placeOf`. */
export const dayAt = (place, last, width, thumb) =>
  within(Math.round(((place - thumb / 2) / Math.max(width - thumb, 1)) * last), last);

/** The first day of every month from `first` on: [{day, month, year}], the first day itself too. */
export function months(first, last) {
  const found = [];
  const [year, month] = first.split("-").map(Number);
  for (let n = 0; ; n += 1) {
    const ms = Date.UTC(year, month - 1 + n, 1);
    const day = dayNumber(iso(ms), first);
    if (day > last) return found;
    const when = new Date(ms);
    found.push({ day: Math.max(day, 0), month: when.getUTCMonth() + 1, year: when.getUTCFullYear() });
  }
}
