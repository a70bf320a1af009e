// The slider over the days: pointer, keys, steps, play, and the ticks of the months.

import { config, word } from "../map/config.js";
import { months, placeOf, stepped, within } from "../map/days.js";
import { byId } from "./dom.js";

const PAUSE_MS = { 1: 700, 2: 300, 3: 120 }; // between two steps, by speed
const THUMB = 20; // CSS pixels, as timeline.css draws it
const NS = "http://www.w3.org/2000/svg";
const LABEL_ROOM = 38; // CSS pixels from one label to the next
const EACH = [1, 2, 3, 6];

/** `turn(day)` hears every day, `rest()` that it stands still; `say(day)` words it for the ear. */
export function makeSlider({ first, last, day, say, turn, rest, from }) {
  const range = byId("slider");
  const play = byId("play");
  const step = byId("step");
  const speed = byId("speed");
  let asked = null; // a day for the next frame: a hand moves faster than the screen
  let timer = null;
  range.max = String(last);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm && !new URLSearchParams(location.search).has("speed")) speed.value = "1";

  function set(to) {
    day = within(to, last);
    if (asked === null) requestAnimationFrame(flush);
    asked = day;
  }

  function flush() {
    const to = asked;
    asked = null;
    range.value = String(to);
    turn(to);
    range.setAttribute("aria-valuetext", say(to));
    if (!timer) rest();
  }

  const move = (way, how = step.value) => set(stepped(day, how, way, first, last));

  function running(on) {
    clearInterval(timer);
    timer = on ? setInterval(next, PAUSE_MS[speed.value]) : null;
    play.textContent = on ? word("Pause") : word("Play");
    play.classList.toggle("is-playing", on);
    if (!on) rest();
  }

  function next() {
    if (day >= last) running(false);
    else move(1);
  }

  function toggle() {
    if (!timer && day >= last) set(from() < last ? from() : 0); // once more, from the day compared with
    running(!timer);
  }

  range.addEventListener("input", () => set(Number(range.value)));
  play.addEventListener("click", toggle);
  byId("back").addEventListener("click", () => move(-1));
  byId("forth").addEventListener("click", () => move(1));
  speed.addEventListener("change", () => timer && running(true));
  for (const choice of [step, speed]) choice.addEventListener("change", rest);
  range.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const does = {
      ArrowLeft: () => move(-1), ArrowDown: () => move(-1), ArrowRight: () => move(1), ArrowUp: () => move(1),
      PageDown: () => move(-1, "month"), PageUp: () => move(1, "month"),
      Home: () => set(0), End: () => set(last), " ": toggle,
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  drawTicks(byId("ticks"), range, first, last);
  range.value = String(day);
  range.setAttribute("aria-valuetext", say(day));
  return { set, playing: () => timer !== null, step: () => step.value, speed: () => speed.value };
}

/** A line for each month, longer with its number for each year; again whenever the width changes. */
function drawTicks(svg, range, first, last) {
  const draw = () => {
    const width = range.clientWidth;
    if (!width) return;
    svg.setAttribute("viewBox", `0 0 ${width} 26`);
    const every = months(first, last);
    const room = (width - THUMB) / Math.max(every.length, 1);
    const each = EACH.find((n) => n * room >= LABEL_ROOM) ?? Infinity; // months from label to label
    const parts = every.flatMap(({ day, month, year }) => {
      const x = placeOf(day, last, width, THUMB);
      const big = month === 1;
      const made = [shape("line", { x1: x, x2: x, y1: 0, y2: big ? 9 : 5, class: big ? "tick is-year" : "tick" })];
      if (big) made.push(shape("text", { x, y: 22, class: "tick-year" }, String(year)));
      else if ((month - 1) % each === 0) made.push(shape("text", { x, y: 22, class: "tick-month" }, monthText(month)));
      return made;
    });
    svg.replaceChildren(...parts);
  };
  draw();
  new ResizeObserver(draw).observe(range);
}

const monthText = (month) => (config().lang === "zh" ? `${month}月` : String(month));

function shape(tag, values, text = "") {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(values)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

