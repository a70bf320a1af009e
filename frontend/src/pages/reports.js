// Reports: while one is being made its bar moves; once all are, the list is read again.

import { waiting } from "../lib/waiting.js";

const EVERY_MS = 1000;

const rows = [...document.querySelectorAll("[data-report]")];
if (rows.length) setTimeout(look, EVERY_MS);

async function look() {
  let body;
  try {
    const answer = await fetch("/api/reports", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    body = await answer.json();
  } catch {
    setTimeout(look, 5 * EVERY_MS); // the network went: what is made is made without us
    return;
  }
  const left = waiting(rows.map((row) => row.dataset.report), body.reports);
  for (const one of left) move(one);
  if (left.length) setTimeout(look, EVERY_MS);
  else location.reload();
}

function move(one) {
  const bar = document.querySelector(`[data-report="${CSS.escape(one.id)}"] progress`);
  if (!bar) return;
  bar.max = one.total || 1;
  bar.value = one.done;
}
