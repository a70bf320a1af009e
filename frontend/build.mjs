// Builds the assets: node build.mjs OUTDIR
// Hashed names, one manifest.json {"map.js": "map-ABC.js", …}, and .br and .gz beside each file.

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "..", "src", "parkmap", "static", "dist"));
const manifest = {};

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: "none",
  target: "chrome86", // offices run old kernels
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "shared-[hash]",
  assetNames: "[name]-[hash]",
};
const modules = { ...common, format: "esm", splitting: true };

/** Build, and note in the manifest under which name each entry came out. */
async function emit(options) {
  const { metafile } = await build(options);
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (!entryPoint) continue;
    const kind = path.endsWith(".css") ? ".css" : ".js";
    const name = basename(entryPoint).replace(/\.[^.]+$/, "");
    manifest[`${entryPoint.endsWith("map/index.js") ? "map" : name}${kind}`] = basename(path);
  }
}

/** The map imports what paints the first picture from its finished file: one instance of each. */
const firstStandsApart = {
  name: "first-stands-apart",
  setup(builder) {
    const painted = readFileSync(join(here, "src", "map", "first.js"), "utf8");
    const names = [...painted.matchAll(/export \* from "\.\/(\w+)\.js"/g)].map(([, name]) => name);
    const filter = new RegExp(`^\\./(first|${names.join("|")})\\.js$`);
    builder.onResolve({ filter }, () => ({ path: `./${manifest["first.js"]}`, external: true }));
  },
};

/** Pages import the map from its finished file, so that shell and page share one instance. */
const mapStandsApart = {
  name: "map-stands-apart",
  setup(builder) {
    builder.onResolve({ filter: /map\/index\.js$/ }, () => ({
      path: `./${manifest["map.js"]}`,
      external: true,
    }));
  },
};

/** Entry points under a folder; none when it is not there. */
function entries(folder, extension) {
  const path = join(here, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path).filter((name) => name.endsWith(extension));
  return names.sort().map((name) => `./${folder}/${name}`);
}

/** Leaflet is a classic script: Folium's own code asks for the global L. */
function copyLeaflet() {
  const source = readFileSync(join(here, "node_modules", "leaflet", "dist", "leaflet.js"), "utf8");
  const code = source.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 8).toUpperCase();
  manifest["leaflet.js"] = `leaflet-${hash}.js`;
  writeFileSync(join(out, manifest["leaflet.js"]), code);
}

/** Icons, under hashed names too. */
function copyIcons() {
  for (const name of readdirSync(join(here, "assets"))) {
    const bytes = readFileSync(join(here, "assets", name));
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
    manifest[name] = name.replace(/(\.\w+)$/, `-${hash}$1`);
    writeFileSync(join(out, manifest[name]), bytes);
  }
}

/** The font of the papers, as it came: the typesetter reads TrueType; no page loads it. */
function copyPaperFont() {
  const source = join(here, "node_modules", "@expo-google-fonts", "noto-sans-sc");
  mkdirSync(join(out, "fonts"), { recursive: true });
  copyFileSync(join(source, "400Regular", "NotoSansSC_400Regular.ttf"), join(out, "fonts", "NotoSansSC-Regular.ttf"));
  copyFileSync(join(source, "LICENSE_FONT"), join(out, "fonts", "LICENSE"));
}

function compress() {
  for (const name of readdirSync(out)) {
    if (!/\.(js|css|svg)$/.test(name)) continue;
    const bytes = readFileSync(join(out, name));
    const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await emit({ ...modules, entryPoints: ["./src/map/first.js"] });
await emit({
  ...modules,
  entryPoints: [{ in: "./src/map/index.js", out: "map" }],
  plugins: [firstStandsApart],
});
const pages = entries("src/pages", ".js");
if (pages.length > 0) await emit({ ...modules, entryPoints: pages, plugins: [mapStandsApart] });
if (existsSync(join(here, "css", "app.css"))) {
  const loader = { ".png": "dataurl", ".svg": "dataurl" };
  await emit({ ...common, entryPoints: ["./css/app.css", "./css/staff.css", "./css/sheets.css", "./css/timeline.css"], loader });
}
copyLeaflet();
copyIcons();
copyPaperFont();
compress();
const sorted = Object.fromEntries(Object.entries(manifest).sort());
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
console.log(`${Object.keys(sorted).length} assets in ${relative(process.cwd(), out) || "."}`);
