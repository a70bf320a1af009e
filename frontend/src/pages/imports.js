// The import: a list of files with a place to drop one, or the steps of one of them.

import { startUpload } from "../imports/upload.js";
import { Wizard } from "../imports/wizard.js";
import { Work } from "../imports/work.js";
import { byId, say } from "../lib/dom.js";
import { framedMap } from "../lib/frame.js";
import { config } from "../map/config.js";

start();

async function start() {
  const { id } = config().import;
  startUpload();
  const map = await framedMap();
  if (id === null) return;
  const work = new Work(id);
  new Wizard(work, map);
  await work.load().catch((error) => say(byId("said"), error.message, "stop"));
}
