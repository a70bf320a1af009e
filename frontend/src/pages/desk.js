// The desk: select, choose, say why, update. One entry in the ledger, seen on the map at once.

import { keepView } from "../desk/address.js";
import { Attached } from "../lib/attached.js";
import { Choice, theirFacts } from "../desk/clash.js";
import { Desk } from "../desk/desk.js";
import { followDrafts } from "../desk/drafts.js";
import { FEATURES } from "../desk/features.js";
import { finder } from "../desk/finder.js";
import { addKey, startKeys } from "../desk/keys.js";
import { Others } from "../desk/others.js";
import { keepShell, Outbox } from "../desk/outbox.js";
import { MarkDraft } from "../desk/mark_draft.js";
import { showOutcome, showSelection } from "../desk/panel.js";
import { missing, outcome, pastedIds } from "../desk/preview.js";
import { Selected } from "../desk/selected.js";
import { Attempts } from "../lib/attempts.js";
import { lastEntry, sendMark } from "../desk/send.js";
import { Questions } from "../desk/questions.js";
import { Undo } from "../desk/undo.js";
import { byId, say } from "../lib/dom.js";
import { beside, unmark } from "../lib/forms.js";
import { framedMap } from "../lib/frame.js";
import { lots, statusName } from "../lib/texts.js";
import { word } from "../map/config.js";
import { countText } from "../map/numbers.js";

const bar = byId("bar");
const today = byId("effective").max;
const attempts = new Attempts();
let attached;
let clashing = [];
let choice;
let desk;
let draft;
let map;
let others;
let questions;
let selected;
let undo;

bar.addEventListener("submit", (event) => event.preventDefault());
start();

async function start() {
  map = await framedMap();
  map.mode({ multi: true });
  keepView(map);
  selected = new Selected(map, refresh);
  desk = new Desk(map, selected);
  desk.on("saved", ({ seq, undoes }) => {
    if (!seq) return;
    undo.offer(seq);
    if (!undoes) undo.offerBeside(seq);
  });
  questions = new Questions((outcome) => showOutcome(outcome, chosen()));
  const parts = { button: byId("attach"), list: byId("attached"), input: byId("attach-file"), drop: bar };
  attached = new Attached(parts, { keeps: true, onChange: refresh, tell: (sentence) => desk.say(sentence, "stop") });
  draft = new MarkDraft({ desk, attached, bar }, { reopen, refresh });
  undo = new Undo({ onDone: undone, onRefused: undoRefused });
  finder(desk);
  bar.addEventListener("submit", submit);
  bar.addEventListener("input", (event) => !event.target.closest("#questions") && refresh());
  byId("pick-none").addEventListener("click", () => selected.set([]));
  byId("clash-again").addEventListener("click", applyChosen);
  byId("clash-drop").addEventListener("click", () => leaveTheirs());
  shortcuts();
  others = new Others(map, selected);
  map.on("changes", ({ changed }) => {
    byId("offline").hidden = true;
    others.tell(changed);
    refresh();
  });
  map.on("offline", () => { byId("offline").hidden = false; });
  desk.outbox = new Outbox(desk, { onOpen: reopen });
  for (const add of FEATURES) add(desk);
  await selectAsked();
  refresh();
  keepShell();
}

/** A mark that was refused after it had waited stands in the form again. */
function reopen(mark) {
  selected.set(Object.keys(mark.parcels));
  const radio = bar.querySelector(`input[name=status][value="${CSS.escape(mark.status)}"]`);
  if (radio) radio.checked = true;
  byId("effective").value = mark.effective_on;
  byId("reason").value = mark.reason;
  byId("route").value = mark.route ?? "";
  refresh();
}

/** `/desk?ids=CZ-0001,CZ-0002` opens with these selected; what was in the bar before a crash is back. */
async function selectAsked() {
  const asked = pastedIds(new URLSearchParams(location.search).get("ids") ?? "");
  if (await draft.restore(asked) || !asked.length) return;
  byId("find").value = asked.join(" ");
  byId("finder").requestSubmit();
}

function chosen() {
  return bar.querySelector("input[name=status]:checked")?.value ?? "";
}

function refresh() {
  const status = chosen();
  showSelection(selected, status);
  others?.seen();
  byId("route-field").hidden = status !== "revitalized";
  const n = selected.facts.length;
  const send = byId("send");
  send.textContent = n ? word("Update status (%(n)s)", { n: countText(n) }) : word("Update status");
  send.disabled = n === 0 || bar.classList.contains("is-sending");
  unmark(bar);
  questions?.refresh(currentMark());
  if (!bar.classList.contains("is-sending")) draft?.keep(currentMark());
  desk?.tabs.refresh();
  desk?.tell("select");
}

/** The mark as it would be sent now. */
function currentMark() {
  const status = chosen();
  return {
    parcels: Object.fromEntries(selected.facts.map((one) => [one.id, draft?.version(one) ?? one.v])),
    status,
    effective_on: byId("effective").value,
    reason: byId("reason").value.trim(),
    route: status === "revitalized" ? byId("route").value || null : null,
    confirmed: questions?.confirmed ?? [],
    papers: attached?.hashes ?? [],
  };
}

async function submit(event) {
  event?.preventDefault();
  if (bar.classList.contains("is-sending")) return;
  const mark = currentMark();
  const { n, moves } = outcome(selected.facts, mark.status);
  const lack = missing({ n, today, effective: mark.effective_on, ...mark, changing: moves.length });
  if (lack) return lacking(lack);
  if (questions.open) return desk.say(word("This change is unusual. Look at the question above the bar, tick it, then send."), "stop");
  byId("clash").hidden = true;
  questions.rest();
  sending(true);
  say(byId("say"), word("Saving…"));
  const key = attempts.keyFor(mark);
  const { files } = attached;
  const kept = await desk.outbox.keep(key, mark, files);
  if (kept) draft.sent();
  if (files.length) return sendLater(key, kept);
  try {
    const receipt = await sendMark(mark, key);
    await desk.outbox.done(key);
    attempts.done();
    saved(receipt, mark);
  } catch (error) {
    if (error.offline && kept) await waits(key);
    else {
      await desk.outbox.done(key);
      refused(error);
    }
  } finally {
    sending(false);
  }
  return undefined;
}

/** Photos that could not be sent yet wait with their mark, and are sent before it. */
async function sendLater(key, kept) {
  if (kept) {
    await waits(key);
    await desk.outbox.send();
  } else say(byId("say"), word("Not saved: %(why)s", { why: word("this browser keeps nothing; try again when the network is back") }), "stop");
  sending(false);
  return undefined;
}

function lacking([field, sentence]) {
  say(byId("say"), "");
  if (!beside(bar, field, word(sentence))) say(byId("say"), word(sentence), "stop");
}

function sending(on) {
  bar.classList.toggle("is-sending", on);
  byId("send").disabled = on || selected.facts.length === 0;
  if (!on) draft.keep(currentMark());
}

function saved(receipt, mark) {
  const sentence = word("%(parcels)s now %(status)s.", { parcels: lots(receipt.changed.length), status: statusName(mark.status) });
  followDrafts(mark.parcels, receipt.changed);
  desk.saved(receipt, sentence, mark.effective_on);
  byId("offline").hidden = true;
  emptied();
}

/** The bar as it was at first: what was chosen for one mark must not go into the next unseen. */
function emptied() {
  for (const radio of bar.querySelectorAll("input[name=status]")) radio.checked = false;
  for (const name of ["reason", "route"]) byId(name).value = "";
  byId("effective").value = today;
  attached.clear();
  selected.set([]);
  refresh();
}

/** No network: the mark waits in the browser, and the form is free for the next one. */
async function waits(key) {
  attempts.done();
  await desk.outbox.wait(key);
  desk.say(word("No network. The mark is kept in this browser with its time and is sent by itself."), "good");
  emptied();
}

function refused(error) {
  if (error.waits) return proposed(error);
  if (error.status === 412 && error.problem.conflicts?.length) {
    attempts.done();
    clashing = error.problem.conflicts;
    say(byId("say"), "");
    choice = new Choice(clashing, { mine: currentMark(), seen: (id) => draft.seen(id) });
    byId("clash-list").replaceChildren(choice.list);
    byId("clash").hidden = false;
    byId("clash-drop").focus();
    return;
  }
  if (error.problem?.code === "unconfirmed") {
    attempts.done();
    questions.refresh(currentMark());
  }
  if (error.offline) {
    say(byId("say"), word("No answer from the server: it is not known whether this was saved. Your entry stays here; sending it again cannot save it twice."), "stop");
    return;
  }
  attempts.done();
  if (beside(bar, error.problem?.field, error.message)) return say(byId("say"), "");
  const sentence = error.status === 401 ? word("You are signed out. Sign in in another tab, then send again.") : error.message;
  say(byId("say"), word("Not saved: %(why)s", { why: sentence }), "stop");
}

/** The mark waits for a colleague: it is kept, and the form is free again. */
function proposed(error) {
  attempts.done();
  desk.say(error.message, "good");
  emptied();
}

/** Send the mark again for what nobody touched, and on top of theirs where mine was chosen. */
function applyChosen() {
  leaveTheirs(choice.mine);
  if (selected.ids.length) submit();
}

function leaveTheirs(but = new Set()) {
  takeTheirs();
  selected.set(selected.ids.filter((id) => but.has(id) || !clashing.some((one) => one.id === id)));
}

function takeTheirs() {
  const newer = theirFacts(clashing, (id) => selected.newest(id));
  draft.learn(clashing.map(({ id }) => id));
  selected.learn(newer);
  map.apply(newer.filter((facts) => facts.name !== undefined));
  const gone = new Set(clashing.filter((one) => !one.theirs).map((one) => one.id));
  if (gone.size) selected.set(selected.ids.filter((id) => !gone.has(id)));
  byId("clash").hidden = true;
}

async function undone(receipt, seq) {
  desk.saved({ ...receipt, undoes: seq }, word("Entry #%(seq)s undone.", { seq: countText(seq) }));
  refresh();
  const next = await lastEntry().catch(() => null);
  undo.offer(next?.seq);
}

function undoRefused(error) {
  say(byId("say"), error.message, error.waits ? "good" : "stop");
}

/** 1 to 4 choose a status, Z offers the undo, Escape ends a tool or empties the selection. */
function shortcuts() {
  const group = word("Mark");
  for (const radio of bar.querySelectorAll("input[data-key]")) {
    addKey(radio.dataset.key, { group, says: statusName(radio.value), run: () => {
      if (bar.closest(".is-editing")) return;
      radio.checked = true;
      refresh();
    } });
  }
  addKey("z", { group, says: word("Undo the last entry"), run: () => !byId("undo").hidden && void undo.ask() });
  addKey("Escape", { group: word("Select"), says: word("End the tool, or empty the selection"), run: () => {
    if (desk.tools.active) desk.tools.stop();
    else selected.set([]);
  } });
  startKeys();
}
