// Shift-drag in the mode for several: every parcel that the box meets joins the selection.

/** Wire the box to a ParkMap and its parcels layer. */
export function boxSelect(parkMap, layer) {
  const { leaflet } = parkMap;
  const container = leaflet.getContainer();
  let start = null;
  let frame = null;

  parkMap.on("mode", ({ multi }) => {
    if (multi) leaflet.boxZoom.disable(); // Leaflet's own use of shift-drag
    else leaflet.boxZoom.enable();
  });

  container.addEventListener("pointerdown", (event) => {
    if (!parkMap.multi || !event.shiftKey || event.button !== 0) return;
    if (event.target.closest(".leaflet-control")) return;
    leaflet.dragging.disable();
    container.setPointerCapture(event.pointerId);
    start = leaflet.mouseEventToContainerPoint(event);
    frame = L.DomUtil.create("div", "pm-box", container);
    stretch(event);
  });
  container.addEventListener("pointermove", (event) => start && stretch(event));
  container.addEventListener("pointerup", (event) => start && finish(event));
  container.addEventListener("pointercancel", () => start && close());

  function stretch(event) {
    const box = L.bounds(start, leaflet.mouseEventToContainerPoint(event));
    const size = box.getSize();
    L.DomUtil.setPosition(frame, box.min);
    frame.style.width = `${size.x}px`;
    frame.style.height = `${size.y}px`;
  }

  function finish(event) {
    const box = L.bounds(start, leaflet.mouseEventToContainerPoint(event));
    close();
    if (box.getSize().x < 4 && box.getSize().y < 4) return; // a click, which toggles
    const swallow = (click) => click.stopPropagation();
    container.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => container.removeEventListener("click", swallow, { capture: true }), 0);
    const low = leaflet.containerPointToLatLng(box.getBottomLeft());
    const high = leaflet.containerPointToLatLng(box.getTopRight());
    const met = layer.meeting([low.lng, low.lat], [high.lng, high.lat]);
    const free = [...met].filter((id) => parkMap.facts(id) && parkMap.matches(parkMap.facts(id)));
    parkMap.select([...parkMap.selected, ...free]);
  }

  function close() {
    frame.remove();
    start = frame = null;
    leaflet.dragging.enable();
  }
}
