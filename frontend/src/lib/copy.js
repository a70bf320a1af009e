// Copying the address of a page. Without a secure origin there is no clipboard: an old way stands in.

/** Bring the button `[data-copy]` of a page to life. */
export function watchCopy() {
  const button = document.querySelector("[data-copy]");
  if (!button) return;
  button.disabled = false;
  const text = button.textContent;
  button.addEventListener("click", async () => {
    if (!(await copied(location.href))) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = text; }, 2000);
  });
}

async function copied(text) {
  if (!navigator.clipboard) return copiedByHand(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

function copiedByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "vh";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
