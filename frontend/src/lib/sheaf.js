// Papers on their way to and from the server: sent, listed, shown to the public, taken off.

import { ask, withQuery } from "./ask.js";

const PATIENCE_MS = 180000; // 20 MB from a telephone take their time

/** What the file dialogue offers; the server looks at the content. */
export const ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,.heic,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps";

/** Send a file; with a subject {kind, id} it is tied to that at once. */
export function sendPaper(file, subject = null) {
  const body = new FormData();
  body.append("file", file, file.name || "photo.jpg");
  for (const [name, value] of Object.entries(subject ?? {})) body.append(name, value);
  return ask("/api/papers", { method: "POST", body, patience: PATIENCE_MS });
}

/** Papers of a subject, oldest first. */
export async function papersOf(subject) {
  return (await ask(withQuery("/api/papers", subject))).papers;
}

/** Make a paper "public" or "internal". */
export function showPaper(sha256, visibility) {
  return ask(`/api/papers/${sha256}`, { method: "PATCH", body: { visibility } });
}

/** Tie a paper to one more subject. */
export function tiePaper(sha256, subject) {
  return ask(`/api/papers/${sha256}/links`, { method: "POST", body: subject });
}

/** Take a paper off a subject, with a reason. */
export function untiePaper(link, reason) {
  return ask(`/api/papers/links/${link}`, { method: "DELETE", body: { reason } });
}

/** Let files be dropped on a target. */
export function droppable(target, take) {
  const over = (on) => target.classList.toggle("is-over", on);
  target.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  target.addEventListener("dragleave", () => over(false));
  target.addEventListener("drop", (event) => {
    over(false);
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}
