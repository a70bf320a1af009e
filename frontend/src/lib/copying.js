// Copying an address: the clipboard needs a secure origin, which an office's intranet may not have.

/** Copies what stands in a text field; whether it did. */
export async function copyField(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy"); // on plain HTTP; else it stays selected, for the keys
  }
}
