/**
 * Builds what the pages load into frontend/dist: one style sheet, the fonts cut to the letters we use, the scripts;
 * and the catalogues of translations, as Django reads them. Names stay plain; Django's static file storage adds the hash.
 */
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { mo, po } from "gettext-parser";
import * as sass from "sass";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const packages = join(here, "..", "node_modules");
const catalogues = join(here, "..", "src", "sharemap", "locale");

const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
const LETTERS = range(0x20, 0x7e) + range(0xa0, 0xff) + "ŵŷŴŶẁẃẅẀẂẄỳỲŸ–—‘’“”•…−×→←↑↓≥≤≠✓½¼¾€";
const FEATURES = ["kern", "liga", "tnum", "lnum", "mark", "ccmp", "locl"];

const FONTS = [
  { from: "source-sans/VF/SourceSans3VF-Upright.ttf", to: "sans.woff2", axes: { wght: { min: 400, max: 700 } } },
  { from: "source-serif/TTF/SourceSerif4Display-Semibold.ttf", to: "serif.woff2" },
  // For pictures drawn on the server, whose drawing program reads no woff2.
  { from: "source-sans/VF/SourceSans3VF-Upright.ttf", to: "sans.ttf", axes: { wght: 400 }, format: "sfnt" },
  { from: "source-serif/TTF/SourceSerif4Display-Semibold.ttf", to: "serif.ttf", format: "sfnt" },
];
const LICENCES = { "source-sans/LICENSE.md": "sans-licence.md", "source-serif/LICENSE.md": "serif-licence.md" };

async function buildFont({ from, to, axes, format = "woff2" }) {
  const whole = await readFile(join(packages, from));
  const options = { targetFormat: format, variationAxes: axes, keepFeatures: FEATURES, noHinting: true };
  await writeFile(join(dist, "fonts", to), await subsetFont(whole, LETTERS, options));
}

/** The SIL Open Font License asks that its text travels with the fonts. */
async function copyLicences() {
  for (const [from, to] of Object.entries(LICENCES)) await copyFile(join(packages, from), join(dist, "fonts", to));
}

async function copyAssets() {
  for (const name of await readdir(join(here, "assets"))) await copyFile(join(here, "assets", name), join(dist, name));
}

async function buildStyles() {
  const { css } = await sass.compileAsync(join(here, "styles", "sharemap.scss"), {
    style: "compressed",
    loadPaths: [packages],
    quietDeps: true,
  });
  await writeFile(join(dist, "sharemap.css"), css);
}

/** Each file directly in src/ is one script that a page loads; what they share lies in folders below. */
async function buildScripts() {
  const entries = (await readdir(join(here, "src"))).filter((name) => name.endsWith(".ts"));
  await build({
    entryPoints: entries.map((name) => join(here, "src", name)),
    outdir: dist,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    logLevel: "warning",
  });
}

/** What is not translated is left out, and Django says it in English. */
async function buildCatalogues() {
  for (const language of await readdir(catalogues)) {
    const place = join(language, "LC_MESSAGES");
    const source = await readFile(join(catalogues, place, "django.po"));
    await mkdir(join(dist, "locale", place), { recursive: true });
    await writeFile(join(dist, "locale", place, "django.mo"), mo.compile(po.parse(source)));
  }
}

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, "fonts"), { recursive: true });
await Promise.all([...FONTS.map(buildFont), copyLicences(), copyAssets(), buildStyles(), buildScripts(), buildCatalogues()]);
