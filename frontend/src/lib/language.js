// The other language opens the same place: what was filtered and seen since the page came is in the
// address, which the server's link does not know yet.

/** Let the language link name the address as it is when it is followed. */
export function keepPlace() {
  const link = document.querySelector("[data-lang]");
  link?.addEventListener("click", () => {
    link.search = `?next=${encodeURIComponent(location.pathname + location.search)}`;
  });
}
