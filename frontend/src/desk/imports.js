// The way to the import of files: a button above the map, and the key I.

import { word } from "../map/config.js";
import { addKey } from "./keys.js";

/** Add the button and the key. */
export function imports(desk) {
  const go = () => {
    location.assign("/imports");
    return null;
  };
  desk.tools.add({ id: "import", key: "i", title: word("Import"), start: go });
  addKey("i", { group: word("Edit"), says: word("Take in a file"), run: () => void go() });
}
