/** The promises of the identity: contrast in both schemes, letters in the fonts, weight on the wire. Needs `npm run build`. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { convert } from "fontverter";
import { Blob, Face } from "harfbuzzjs";

const frontend = new URL("../", import.meta.url);
const css = await readFile(new URL("dist/sharemap.css", frontend), "utf8");
const tokens = await readFile(new URL("styles/_tokens.scss", frontend), "utf8");

function scheme(name) {
  const body = tokens.match(new RegExp(`@mixin ${name} \\{([^}]*)\\}`))[1];
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, key, value]) => [key, value]));
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255);
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function contrast(a, b) {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const TEXT = ["ink", "ink-soft", "accent", "good", "warn", "bad"];
const CLASSES = ["k0", "k1", "k2", "k3", "k4", "k5", "k6"];

for (const name of ["light", "dark"]) {
  const colour = scheme(name);

  test(`text has 4.5:1 on every ground in the ${name} scheme`, () => {
    for (const text of TEXT)
      for (const ground of ["page", "surface", "wash"])
        assert.ok(contrast(colour[text], colour[ground]) >= 4.5, `${text} on ${ground}`);
    assert.ok(contrast(colour["on-accent"], colour.accent) >= 4.5);
    assert.ok(contrast(colour["on-ink"], colour.ink) >= 4.5);
    assert.ok(contrast(colour.ink, colour.sea) >= 4.5);
  });

  test(`every class of the map has 3:1 to its border line in the ${name} scheme`, () => {
    for (const step of CLASSES) assert.ok(contrast(colour[step], colour["map-line"]) >= 3, step);
    assert.ok(contrast(colour.land, colour["land-line"]) >= 3);
    assert.ok(contrast(colour.land, colour.accent) >= 3);
  });

  test(`the classes of the map go one way in lightness in the ${name} scheme`, () => {
    const lightness = CLASSES.map((step) => luminance(colour[step]));
    const ordered = [...lightness].sort((a, b) => (name === "light" ? b - a : a - b));
    assert.deepEqual(lightness, ordered);
  });
}

/** How colours look to those without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const LACKING = {
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function seenLightness(hex, matrix) {
  const linear = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const [r, g, b] = matrix.map((row) => Math.min(1, Math.max(0, row.reduce((sum, part, i) => sum + part * linear[i], 0))));
  return 116 * Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b) - 16;
}

for (const name of ["light", "dark"])
  for (const [lack, matrix] of Object.entries(LACKING))
    test(`with ${lack} the classes still go one way, a step of lightness at a time, in the ${name} scheme`, () => {
      const seen = CLASSES.map((step) => seenLightness(scheme(name)[step], matrix));
      const steps = seen.slice(1).map((value, i) => (value - seen[i]) * (name === "light" ? -1 : 1));
      assert.ok(Math.min(...steps) >= 3, steps.map((step) => step.toFixed(1)).join(" "));
    });

test("the style sheet loads nothing from elsewhere and keeps its weight", () => {
  assert.doesNotMatch(css, /url\(["']?(https?:|\/\/|data:)/);
  assert.ok(gzipSync(css, { level: 9 }).length <= 14_000);
});

test("the style sheet carries no colour of GOV.UK's livery", () => {
  assert.doesNotMatch(css, /#(1d70b8|ffdd00|0b0c0c|00703c)/i);
});

test("the fonts keep their weight and travel with their licences", async () => {
  const fonts = new URL("dist/fonts/", frontend);
  const names = await readdir(fonts);
  const sizes = await Promise.all(
    names.filter((name) => name.endsWith(".woff2")).map(async (name) => (await readFile(new URL(name, fonts))).length),
  );
  assert.ok(sizes.reduce((sum, size) => sum + size) <= 45_000);
  assert.deepEqual(names.filter((name) => name.endsWith(".md")).sort(), ["sans-licence.md", "serif-licence.md"]);
});

for (const name of ["sans", "serif"]) {
  test(`the ${name} has every letter of Welsh, and the signs we print`, async () => {
    const file = await readFile(new URL(`dist/fonts/${name}.woff2`, frontend));
    const held = new Set(new Face(new Blob(await convert(file, "sfnt"))).collectUnicodes());
    const missing = [..."ŵŷŴŶẁẃẅâêîôûïöÂÊÎÔÛ£–—‘’“”…×→↑↓≥≤✓"].filter((letter) => !held.has(letter.codePointAt(0)));
    assert.deepEqual(missing, []);
  });
}

test("the lock file names no registry", async () => {
  const lock = await readFile(new URL("../package-lock.json", frontend), "utf8");
  assert.doesNotMatch(lock, /"resolved"|registry\./);
});
