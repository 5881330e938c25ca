/** The engine of the filters: it answers every query of the golden file, which Python wrote, as Python does. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { load } from "./load.mjs";

const bits = await load("frontend/src/filter/bits.ts");
const { catalogueOf } = await load("frontend/src/filter/index.ts");
const { readQuery, dayOf } = await load("frontend/src/filter/query.ts");
const { countsOf, FACETS, select } = await load("frontend/src/filter/select.ts");
const { classesOf } = await load("frontend/src/filter/classes.ts");
const { fold, matching } = await load("frontend/src/filter/words.ts");

const golden = async (name) => JSON.parse(await readFile(`tests/golden/${name}.json`, "utf8"));

test("a set holds what it was given, the last bit of a word too", () => {
  const held = [0, 31, 32, 63, 70];
  const set = bits.bitsOf(71, held);
  assert.deepEqual(bits.positions(set), held);
  assert.equal(bits.countBoth(set, set), 5);
  assert.equal(bits.countBoth(bits.all(71), bits.all(71)), 71);
});

test("sets are joined, met and parted", () => {
  const [a, b] = [bits.bitsOf(40, [1, 2, 33]), bits.bitsOf(40, [2, 3, 33])];
  assert.deepEqual(bits.positions(bits.and(a, b)), [2, 33]);
  assert.deepEqual(bits.positions(bits.or(a, b)), [1, 2, 3, 33]);
  assert.deepEqual(bits.positions(bits.without(a, b)), [1]);
  assert.equal(bits.countBoth(a, b), 2);
});

test("an address is read as the server reads it", () => {
  const query = readQuery(new URLSearchParams("body=a&body=b&match=all&started_from=2010&on=1970-01-03&page=2&claim=with"));
  assert.deepEqual(query.bodies, ["a", "b"]);
  assert.equal(query.all, true);
  assert.deepEqual(query.started, { from: 2010, to: null });
  assert.equal(query.on, 2);
  assert.deepEqual([...query.chosen], [["claim", "with"]]);
  assert.deepEqual([query.layer, query.colour, query.layout], ["district", "arrangements", "map"]);
  assert.equal(dayOf("soon"), null);
});

test("words are folded as the server folds them", () => {
  assert.equal(fold("  Rhondda Cynon Tâf’s Bins & Tips "), "rhondda cynon tafs bins and tips");
});

test("typed words find what begins like them, or what the register calls it", () => {
  const held = { texts: [" waste collection |", " legal services |", " ict |"], asked_as: { bins: ["bins", "waste collection"], it: ["ict"] } };
  assert.deepEqual(bits.positions(matching(held, "Bins")), [0]);
  assert.deepEqual(bits.positions(matching(held, "serv leg")), [1]);
  assert.deepEqual(bits.positions(matching(held, "it")), [2]);
  assert.deepEqual(bits.positions(matching(held, "gal")), []);
});

const [catalogue, texts, queries] = [catalogueOf(await golden("index")), await golden("texts"), await golden("filters")];

/** What the engine gives for a query, in the shape of the golden file. `bodies`: those whose areas are asked for. */
function answer(asked, bodies) {
  const query = readQuery(new URLSearchParams(asked));
  const words = query.words ? matching(texts, query.words) : undefined;
  const plain = (map) => Object.fromEntries(map);
  const counts = FACETS.map((facet) => [facet, plain(countsOf(catalogue, query, facet, words))]);
  return {
    query: asked,
    slugs: bits.positions(select(catalogue, query, words)).map((at) => catalogue.index.slugs[at]),
    counts: Object.fromEntries(counts),
    classes: plain(classesOf(catalogue, query, bodies, words)),
  };
}

for (const expected of queries)
  test(`as Python has it: ${expected.query || "nothing chosen"}`, () => {
    assert.deepEqual(answer(expected.query, Object.keys(expected.classes)), expected);
  });
