// One line at the top of the map for what cannot be shown; read out politely, gone when empty.

/** A function that shows a text on the map; "" takes it away. */
export function notice(leaflet) {
  const box = L.DomUtil.create("p", "pm-notice", leaflet.getContainer());
  box.setAttribute("role", "status");
  box.hidden = true;
  return (text) => {
    box.textContent = text;
    box.hidden = text === "";
  };
}
