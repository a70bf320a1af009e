// Light and dark: told by the system, or by data-theme on the root element.

/** Call `listener` whenever the colour scheme may have changed. */
export function onScheme(listener) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
  const root = document.documentElement;
  new MutationObserver(listener).observe(root, { attributeFilter: ["data-theme"] });
}
