// The divider between two days on one map: dragged, or moved by the arrow keys.

const STEP = 2; // percent a key

/** `panes()` are what shows left and right of it; `tell(share)` hears where it stands (percent). */
export function makeDivider(handle, leaflet, panes, { share = 50, tell }) {
  let at = share;
  let used = false;
  const room = () => leaflet.getSize();
  const x = () => (room().x * at) / 100;

  function place() {
    if (!used) return;
    handle.style.left = `${x()}px`;
    handle.setAttribute("aria-valuenow", String(Math.round(at)));
    const { x: wide, y: tall } = room();
    const [left, top] = pointOf([0, 0]);
    const [right, bottom] = pointOf([wide, tall]);
    const [middle] = pointOf([x(), 0]);
    const [before, now] = panes();
    before.style.clipPath = rect(left, top, middle, bottom);
    now.style.clipPath = rect(middle, top, right, bottom);
  }

  /** A place of the window as the panes count, which lie where the map was dragged to. */
  function pointOf(point) {
    const { x: across, y: down } = leaflet.containerPointToLayerPoint(point);
    return [across, down];
  }

  function move(to) {
    at = Math.min(100, Math.max(0, to));
    place();
    tell(at);
  }

  handle.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: at - STEP, ArrowRight: at + STEP, ArrowDown: at - STEP, ArrowUp: at + STEP,
      PageDown: at - 5 * STEP, PageUp: at + 5 * STEP, Home: 0, End: 100 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  });
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
    handle.focus();
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, width } = leaflet.getContainer().getBoundingClientRect();
    move(((event.clientX - left) / width) * 100);
  });
  leaflet.on("move zoom zoomend resize viewreset", place);

  return {
    x,
    /** Show it and part the panes, or take it away and show the one pane whole. */
    use(on) {
      used = on;
      handle.hidden = !on;
      if (on) place();
      else panes()[1].style.clipPath = "";
    },
  };
}

const rect = (left, top, right, bottom) =>
  `polygon(${left}px ${top}px, ${right}px ${top}px, ${right}px ${bottom}px, ${left}px ${bottom}px)`;
