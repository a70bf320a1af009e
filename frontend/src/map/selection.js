// Pointing and clicking: the name under the pointer, and which parcels are selected.

/** Wire hover and click of a ParkMap to its parcels layer. */
export function selection(parkMap, layer) {
  const { leaflet } = parkMap;
  const name = nameTag(leaflet);
  let pending = null; // the last pointer event, looked at once a frame

  leaflet.on("mousemove", (event) => {
    if (parkMap.busy || event.originalEvent.target.closest?.(".leaflet-control")) {
      leave();
      return;
    }
    if (pending === null) requestAnimationFrame(look);
    pending = event;
  });
  leaflet.on("mouseout movestart", leave);
  leaflet.on("click", (event) => {
    if (parkMap.busy) return;
    const id = layer.hit(event.latlng)?.facts.id ?? null;
    if (id !== null && parkMap.multi) parkMap.toggle(id);
    else if (!parkMap.multi) parkMap.select(id === null ? [] : [id]);
    parkMap.emit("click", { id, place: [event.latlng.lng, event.latlng.lat] });
  });

  function look() {
    const event = pending;
    pending = null;
    if (!event || leaflet.dragging?.moving()) return;
    const drawn = layer.hit(event.latlng)?.facts;
    const facts = drawn && !parkMap.gone.has(drawn.id) ? parkMap.current(drawn) : null;
    hover(facts);
    name.show(facts?.name, event.containerPoint);
  }

  function leave() {
    pending = null;
    hover(null);
    name.show(null);
  }

  function hover(facts) {
    const id = facts?.id ?? null;
    if (id === parkMap.hovered) return;
    const touched = [id, parkMap.hovered].filter(Boolean);
    parkMap.hovered = id;
    leaflet.getContainer().classList.toggle("pm-over-parcel", id !== null);
    parkMap.emit("redraw", new Set(touched));
    parkMap.emit("hover", { id, facts });
  }
}

/** The small tag that follows the pointer; the name is only ever text. */
function nameTag(leaflet) {
  const tag = L.DomUtil.create("div", "pm-name", leaflet.getContainer());
  tag.hidden = true;
  return {
    show(text, point) {
      tag.hidden = !text;
      if (!text) return;
      tag.textContent = text;
      const room = leaflet.getSize();
      const left = Math.min(point.x + 14, room.x - tag.offsetWidth - 8);
      const top = point.y + 18 + tag.offsetHeight > room.y ? point.y - 34 : point.y + 18;
      tag.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
  };
}
