// How large the window is, where a page has to know; the widths are those of the style sheets.

/** Whether the window is as narrow as a phone's. */
export const onPhone = () => matchMedia("(max-width: 719px)").matches;
