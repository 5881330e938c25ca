/** The parts of the map's script that are pure: which area lies next, what part of the sheet is seen, what an address asks for. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { load } from "./load.mjs";

const { next, stepOf } = await load("frontend/src/time/steps.ts");
const { nearest } = await load("frontend/src/map/compass.ts");
const { CLOSEST, fitted, moved, parseView, revealing, scaleOf, viewText, zoomed } = await load("frontend/src/map/view.ts");
const { ofForm, sameIn, samePage, withBodies, withChoice } = await load("frontend/src/page/address.ts");

const KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

test("an arrow key goes the way it points, to the nearest", () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 1 }, { x: 30, y: 0 }, { x: 2, y: -9 }, { x: -5, y: 40 }];
  assert.deepEqual(KEYS.map((key) => nearest(points, points[0], key)), [3, 4, 4, 1]);
});

test("an arrow key at the edge leads nowhere", () => {
  assert.equal(nearest([{ x: 0, y: 0 }, { x: 10, y: 0 }], { x: 10, y: 0 }, "ArrowRight"), -1);
});

for (const day of ["2008-04-01", "2019-04-01", "2026-11-25"])
  for (const layer of ["district", "county", "combined_authority", "police", "fire"]) {
    test(`arrow keys lead from any area to any other: ${layer}, ${day}`, async () => {
      const points = await centres(layer, day);
      const ways = points.map((from) => KEYS.map((key) => nearest(points, from, key)).filter((to) => to >= 0));
      const back = points.map((_, to) => ways.flatMap((tos, from) => (tos.includes(to) ? [from] : [])));
      assert.ok(points.length > 1 || layer === "combined_authority");
      if (points.length) assert.deepEqual([reach(ways), reach(back)], [points.length, points.length]);
    });
  }

/** The middles of a layer's areas, as the map has them on a day; y grows southwards. */
async function centres(layer, day) {
  const bodies = new Map((await rows("data/bodies/bodies.csv")).map((body) => [body.key, body]));
  const areas = (await rows("data/areas/areas.csv")).filter((area) => area.layer === layer && lived(bodies.get(area.body), day));
  return areas.map((area) => ({ x: Number(area.centre_easting), y: -Number(area.centre_northing) }));
}

function lived({ starts_on, ends_before }, day) {
  return starts_on <= day && (!ends_before || day < ends_before);
}

/** The rows of a table whose cells hold no line breaks. */
async function rows(path) {
  const [names, ...lines] = (await readFile(path, "utf8")).trim().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at]])));
}

function cells(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, ""));
}

/** How many can be reached from the first. */
function reach(ways) {
  const reached = new Set([0]);
  for (const from of reached) for (const to of ways[from]) reached.add(to);
  return reached.size;
}

const sheet = parseView("0 0 3000 4000");

test("zooming keeps the point under the pointer where it is", () => {
  const about = { x: 1200, y: 3000 };
  const view = zoomed(zoomed(sheet, sheet, 2), sheet, 1.5, about);
  const before = zoomed(sheet, sheet, 2);
  const share = (of) => (about.x - of.x) / of.width;
  assert.ok(Math.abs(share(view) - share(before)) < 1e-9);
});

test("the view never leaves the sheet and never comes closer than it may", () => {
  assert.deepEqual(zoomed(sheet, sheet, 0.1), sheet);
  assert.equal(scaleOf(zoomed(sheet, sheet, 1000), sheet), CLOSEST);
  assert.deepEqual(moved(zoomed(sheet, sheet, 2), sheet, { x: 1e6, y: -1e6 }), { x: 1500, y: 0, width: 1500, height: 2000 });
});

test("zooming in and out again leads back to the whole sheet", () => {
  assert.equal(viewText(zoomed(zoomed(sheet, sheet, 1.6, { x: 10, y: 10 }), sheet, 1 / 1.6)), "0 0 3000 4000");
});

test("an area out of view is brought in by the shortest way; one in view moves nothing", () => {
  const view = { x: 0, y: 0, width: 300, height: 400 };
  assert.deepEqual(revealing(view, sheet, { x: 10, y: 10, width: 50, height: 50 }), view);
  assert.deepEqual(revealing(view, sheet, { x: 320, y: 10, width: 50, height: 50 }), { ...view, x: 70 });
});

test("a part of the sheet fills the view, which keeps its shape and stays on the sheet", () => {
  assert.deepEqual(fitted({ x: 0, y: 0, width: 300, height: 100 }, sheet), { x: 0, y: 0, width: 300, height: 400 });
  assert.deepEqual(fitted({ x: 1000, y: 1000, width: 30, height: 400 }, sheet), { x: 865, y: 1000, width: 300, height: 400 });
  assert.deepEqual(fitted(sheet, sheet), sheet);
});

const steps = ["2008-04-01", "2009-04-01", "", "2027-04-01"].map((value) => ({ value, words: value, heading: "" }));

test("a day lies at its own step, or at the last one before it", () => {
  assert.deepEqual(["2009-04-01", "", "2009-12-31", "2001-01-01", "2026-12-01"].map((day) => stepOf(steps, day, "2026-06-01")), [1, 2, 1, 0, 2]);
});

test("after the last step it plays from the first", () => {
  assert.deepEqual([next(steps, 0), next(steps, 3)], [1, 0]);
});

const address = new URL("https://sharemap.example/?layer=county&service=Legal&page=3#list");

test("a choice keeps the others and leads to the first page", () => {
  assert.equal(withChoice(address, "region", "South West").search, "?layer=county&service=Legal&region=South+West");
  assert.equal(withChoice(address, "service", "").href, "https://sharemap.example/?layer=county");
});

test("a form leads to an address without its blanks", () => {
  const fields = [["q", " "], ["service", "ICT & digital"], ["region", ""], ["layer", "county"]];
  assert.equal(ofForm(address, fields).search, "?service=ICT+%26+digital&layer=county");
});

test("a form may name several bodies, each once, and leaves out what stands at its default", () => {
  const fields = [["body", "devon"], ["body", "exeter"], ["body", "devon"], ["layer", "district"], ["on", ""]];
  assert.equal(ofForm(address, fields, { layer: "district" }).search, "?body=devon&body=exeter");
});

test("bodies take the place of those chosen before", () => {
  const chosen = new URL("?body=a&body=b&status=live", address);
  assert.equal(withBodies(chosen, ["c", "a", "c"]).search, "?status=live&body=c&body=a");
  assert.equal(withBodies(chosen, []).search, "?status=live");
});

test("two addresses may agree in some filters and not in others", () => {
  assert.ok(sameIn(address, new URL("?layer=county&region=Wales", address), ["layer", "on"]));
  assert.ok(!sameIn(address, new URL("?layer=fire", address), ["layer"]));
});

test("another place of the same page is the same page", () => {
  assert.ok(samePage(address, new URL("#map", address)));
  assert.ok(!samePage(address, new URL("?layer=fire", address)));
});
