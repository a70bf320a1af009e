// Whoever signs out leaves no page and no list in the browser; marks that wait stay.

const form = document.querySelector("form.signed");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    localStorage.removeItem("parkmap.desk.near");
    if ("caches" in window) {
      for (const name of await caches.keys()) if (name.startsWith("parkmap-desk-")) await caches.delete(name);
    }
  } finally {
    form.submit();
  }
});
