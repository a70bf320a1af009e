// The list on a phone: a sheet with three heights, by drag, by tap and by key.

const HEIGHTS = ["low", "half", "full"];
const SHARES = { low: 0.1, half: 0.46, full: 0.97 };

/** Makes `pane` follow `grip`; `onSet` hears the height's name. */
export function sheetHeights(pane, grip, onSet = () => {}) {
  const set = (height) => {
    pane.dataset.height = height;
    pane.style.removeProperty("height");
    grip.setAttribute("aria-expanded", String(height !== "low"));
    onSet(height);
  };
  const step = (by) => {
    const at = HEIGHTS.indexOf(pane.dataset.height);
    set(HEIGHTS[Math.min(HEIGHTS.length - 1, Math.max(0, at + by))]);
  };
  let drag = null;
  grip.addEventListener("pointerdown", (event) => {
    drag = { y: event.clientY, height: pane.offsetHeight, moved: false };
    grip.setPointerCapture(event.pointerId);
    pane.classList.add("is-dragged");
  });
  grip.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const up = drag.y - event.clientY;
    drag.moved = drag.moved || Math.abs(up) > 6;
    const room = pane.parentElement.offsetHeight;
    pane.style.height = `${Math.min(room - 12, Math.max(74, drag.height + up))}px`;
  });
  const drop = () => {
    if (!drag) return;
    pane.classList.remove("is-dragged");
    const { moved } = drag;
    drag = null;
    if (moved) set(nearest(pane.offsetHeight / pane.parentElement.offsetHeight));
    else set(pane.dataset.height === "half" ? "full" : pane.dataset.height === "full" ? "low" : "half");
  };
  grip.addEventListener("pointerup", drop);
  grip.addEventListener("pointercancel", drop);
  grip.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (by === undefined) set(pane.dataset.height === "full" ? "low" : "full");
    else step(by);
  });
  return set;
}

/** The height whose share of the room is closest. */
export function nearest(share) {
  return HEIGHTS.reduce((best, name) =>
    Math.abs(SHARES[name] - share) < Math.abs(SHARES[best] - share) ? name : best);
}
