/** Views that a browser keeps: what is damaged is passed over, names are held once, nothing leads elsewhere. */
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

const { added, MOST, read, renamed, without, written } = await load("frontend/src/keep/kept.ts");
const one = { name: "Waste in Kent", query: "?service=waste&body=kent" };
const two = { name: "Kent", query: "?body=kent" };

test("what was kept comes back", () => {
  assert.deepEqual(read(written([one, two])), [one, two]);
});

test("what is damaged, or would lead elsewhere, is passed over", () => {
  assert.deepEqual([null, "", "{", "7", '{"name":1}'].map(read), [[], [], [], [], []]);
  const bad = [{ name: "x", query: "//elsewhere.example" }, { name: 3, query: "" }, null, one];
  assert.deepEqual(read(JSON.stringify(bad)), [one]);
});

test("a name is held once, the latest first, and no more than there is room for", () => {
  assert.deepEqual(added([one, two], { ...two, query: "?q=kent" }), [{ ...two, query: "?q=kent" }, one]);
  const many = Array.from({ length: MOST }, (_, at) => ({ name: String(at), query: "" }));
  assert.equal(added(many, one).length, MOST);
});

test("one is renamed or taken away; another of the new name gives way", () => {
  assert.deepEqual(renamed([one, two], "Kent", "Waste in Kent"), [{ ...two, name: "Waste in Kent" }]);
  assert.deepEqual(without([one, two], "Kent"), [one]);
});
