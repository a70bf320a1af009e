// What was marked without a network: it waits here, is sent when there is one, and asks where
// somebody else was faster. Nothing marked is ever lost.

import { byId, el } from "../lib/dom.js";
import { all, put, remove } from "../lib/outbox_store.js";
import { lots, momentText, statusName } from "../lib/texts.js";
import { newKey } from "../lib/attempts.js";
import { config, word } from "../map/config.js";
import { followDrafts } from "./drafts.js";
import { sendMark } from "./send.js";
import { sendPaper } from "../lib/sheaf.js";
import { onPhone } from "../lib/screen.js";
import { Choice } from "./clash.js";

const AGAIN_MS = 20_000;
const WAITING = "waiting";
const CLASH = "clash";
const REFUSED = "refused";

export class Outbox {
  /** @param onOpen (mark) puts a mark back into the form */
  constructor(desk, { onOpen }) {
    Object.assign(this, { desk, onOpen, busy: false, place: null });
    this.box = el("section", { id: "outbox", class: "outbox", "aria-label": word("Waiting to be sent"), hidden: true });
    byId("bar").prepend(this.box);
    addEventListener("online", () => this.send());
    desk.map.on("changes", () => this.send());
    setInterval(() => this.send(), AGAIN_MS);
    this.send();
  }

  /** Write a mark down before it is sent; false where this browser keeps nothing. */
  async keep(key, mark, files = []) {
    const names = this.desk.selected.facts.map((one) => one.name || one.id).slice(0, 3);
    try {
      await put({ key, mark, files, names, actor: config().actor, at: new Date().toISOString(), place: this.place, state: "sending" });
      return true;
    } catch {
      return false; // no room, or storage is shut off: the form keeps it
    }
  }

  /** An answer came. */
  done(key) {
    return remove(key).catch(() => {});
  }

  /** No answer came: from now on it waits and is sent by itself. */
  async wait(key) {
    const one = (await all()).find((each) => each.key === key);
    if (one) await put({ ...one, state: WAITING });
    await this.show();
  }

  /** Send everything that waits, one after another, the oldest first. */
  async send() {
    if (this.busy) return;
    this.busy = true;
    try {
      for (const one of await all()) {
        const stale = one.state === "sending" && Date.now() - Date.parse(one.at) > AGAIN_MS; // the page went while it was sent
        if (one.actor !== config().actor || (one.state !== WAITING && !stale)) continue;
        if (!(await this.deliver(one))) break;
      }
    } catch {
      // storage is shut off: nothing waits
    } finally {
      this.busy = false;
      await this.show();
    }
  }

  /** True if an answer came. */
  async deliver(one) {
    try {
      await this.sendFiles(one);
      const receipt = await sendMark(one.mark, one.key);
      await remove(one.key);
      await this.follow(receipt);
      followDrafts(one.mark.parcels, receipt.changed);
      this.desk.saved(receipt, word("Marked %(moment)s without a network, now sent: %(parcels)s %(status)s.", { moment: momentText(one.at), parcels: lots(receipt.changed.length), status: statusName(one.mark.status) }));
      return true;
    } catch (error) {
      if (error.waits) {
        await remove(one.key);
        this.desk.say(error.message, "good");
        return true;
      }
      if (error.offline || error.status >= 500 || error.status === 429) return false;
      if (error.status === 401) {
        await put({ ...one, state: WAITING, why: word("You are signed out. Sign in in another tab, then send again.") });
        return false;
      }
      if (error.problem?.code === "bad_csrf_token") return this.withFreshToken();
      const clash = error.status === 412 && error.problem.conflicts?.length;
      await put(clash ? { ...one, state: CLASH, conflicts: error.problem.conflicts } : { ...one, state: REFUSED, why: error.message });
      return true;
    }
  }

  /** Photos go first, one after another; what is there already is not sent again. */
  async sendFiles(one) {
    while (one.files?.length) {
      const { sha256 } = await sendPaper(one.files[0]);
      one.mark = { ...one.mark, papers: [...new Set([...(one.mark.papers ?? []), sha256])] };
      one.files = one.files.slice(1);
      await put(one);
    }
  }

  /** A page from before signing in anew holds an old token; the next turn has the new one. */
  async withFreshToken() {
    const page = await fetch("/desk", { credentials: "same-origin" });
    const block = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("parkmap-config");
    if (block) config().csrf = JSON.parse(block.textContent).csrf;
    return false;
  }

  /** What waits behind it about the same parcels was marked on top of it. */
  async follow(receipt) {
    const newer = new Map(receipt.changed.map(({ id, v }) => [id, v]));
    for (const one of await all()) {
      const parcels = Object.fromEntries(Object.entries(one.mark.parcels).map(([id, version]) => [id, newer.get(id) ?? version]));
      if (one.state === WAITING) await put({ ...one, mark: { ...one.mark, parcels } });
    }
  }

  async show() {
    const waiting = (await all().catch(() => [])).filter(({ state }) => state !== "sending");
    const mine = waiting.filter(({ actor }) => actor === config().actor);
    this.box.hidden = !waiting.length;
    const others = waiting.length - mine.length;
    // On a phone the list below is what is worked with: what only waits takes one line of it.
    const asks = mine.some(({ state, why }) => state !== WAITING || why);
    const open = asks || this.open || !onPhone();
    this.box.replaceChildren(el("details", { open, ontoggle: (event) => { this.open = event.target.open; } },
      el("summary", {}, el("h2", { text: word("%(n)s marks wait in this browser", { n: waiting.length }) })),
      el("ol", {}, ...mine.map((one) => this.row(one))),
      ...(others ? [el("p", { class: "hint", text: word("%(n)s of them are of somebody else, who has to sign in here.", { n: others }) })] : [])));
  }

  row(one) {
    const act = (text, run) => el("button", { type: "button", class: "button-2", text, onclick: run });
    const ids = Object.keys(one.mark.parcels);
    const what = ids.length === 1 ? `${one.names[0] ?? ids[0]} (${ids[0]})` : lots(ids.length);
    const where = one.place ? ` · ${one.place.lat.toFixed(5)}, ${one.place.lng.toFixed(5)}` : "";
    const row = el("li", { "data-state": one.state },
      el("b", { text: `${what} → ${statusName(one.mark.status)}` }),
      el("span", { text: `${momentText(one.at)}${where} · ${one.mark.reason}${one.files?.length ? ` · ${word("%(n)s photos", { n: one.files.length })}` : ""}` }));
    if (one.state === CLASH) this.clash(one, row, act);
    else if (one.state === REFUSED) row.append(el("p", { class: "say say-stop", text: one.why }), act(word("Back into the form"), () => this.reopen(one)));
    else row.append(el("p", { class: "hint", text: one.why ?? word("Is sent when the network is back.") }), act(word("Send now"), () => this.send()));
    return row;
  }

  /** What the others wrote meanwhile; theirs stands unless one's own is chosen. */
  clash(one, row, act) {
    const choice = new Choice(one.conflicts, { mine: one.mark });
    row.append(choice.list, act(word("Leave theirs"), () => this.settle(one, new Set())), act(word("Save as chosen"), () => this.settle(one, choice.mine)));
  }

  async drop(one) {
    await remove(one.key);
    await this.show();
  }

  /** Send what nobody touched, and on top of theirs where one's own was chosen. */
  async settle(one, mine) {
    const theirs = new Map(one.conflicts.map((each) => [each.id, each.theirs?.version]));
    const parcels = Object.fromEntries(Object.entries(one.mark.parcels)
      .filter(([id]) => !theirs.has(id) || (mine.has(id) && theirs.get(id)))
      .map(([id, version]) => [id, theirs.get(id) ?? version]));
    if (!Object.keys(parcels).length) return this.drop(one);
    await remove(one.key); // another request than the one that was refused, and so another key
    await put({ ...one, key: newKey(), state: WAITING, conflicts: undefined, mark: { ...one.mark, parcels } });
    return this.send();
  }

  async reopen(one) {
    this.onOpen(one.mark);
    await this.drop(one);
  }
}

/** The desk without a network: only where the browser allows it (a secure origin). */
export function keepShell() {
  if (window.isSecureContext && "serviceWorker" in navigator) navigator.serviceWorker.register("/desk-worker.js", { scope: "/desk" }).catch(() => {});
}
