/** The class of each area under a query: as explore/drawing.py and explore/colours.py have it. Pure. */
import { and, type Bits, countBoth, none, or, positions, without } from "./bits";
import { anotherDay, now } from "./days";
import { type Catalogue, setOf } from "./index";
import { narrows, type Query } from "./query";
import { select } from "./select";

/** What a query selects on its day. `counted`: what areas are coloured by; `every`: the same with any service. */
interface Scene {
  readonly past: boolean;
  readonly counted: Bits;
  readonly formed: Bits;
  readonly planned: Bits;
  readonly every: Bits;
  /** By body: what it was in, as far as is possible, and for certain. */
  readonly held: ReadonlyMap<string, Bits>;
  readonly sure: ReadonlyMap<string, Bits>;
}

/** The class of each body's area. `texts`: the arrangements that match the typed words. */
export function classesOf(catalogue: Catalogue, query: Query, bodies: Iterable<string>, texts?: Bits): Map<string, string> {
  const scene = sceneOf(catalogue, query, texts);
  const valueOf = measure(catalogue, query.colour, scene);
  const steps = catalogue.index.steps[query.colour] ?? [];
  const nothing = none(catalogue.size);
  const day = query.on ?? catalogue.index.as_at;
  const classOf = (body: string): string => {
    if (!lived(catalogue, body, day)) return "land";
    const held = scene.held.get(body) ?? nothing;
    if (!countBoth(held, scene.counted) && !countBoth(held, scene.every)) return empty(scene, held);
    const sure = countBoth(scene.sure.get(body) ?? nothing, scene.counted);
    if (scene.past && !sure) return "perhaps";
    const value = scene.past && query.colour === "arrangements" ? sure : valueOf(body, held);
    return value === null ? "no-value" : step(steps, value);
  };
  return new Map([...bodies].map((body) => [body, classOf(body)]));
}

function lived({ index }: Catalogue, body: string, day: number): boolean {
  const life = index.bodies[body];
  return !life || ((life[1] === null || life[1] <= day) && (life[2] === null || day < life[2]));
}

function empty({ planned, formed }: Scene, held: Bits): string {
  if (countBoth(held, planned)) return "planned";
  return countBoth(held, formed) ? "not-seen" : "none-known";
}

/** The class of a value; one below the first is of the first. */
function step(steps: readonly number[], value: number): string {
  return `k${Math.max(0, steps.filter((least) => value >= least).length - 1)}`;
}

function sceneOf(catalogue: Catalogue, query: Query, texts?: Bits): Scene {
  const { as_at } = catalogue.index;
  const status = (word: string): Bits => setOf(catalogue, "status", word);
  const nothing = none(catalogue.size);
  const byStatus = query.chosen.has("status");
  const past = query.on !== null && query.on < as_at;
  const on = anotherDay(catalogue, query.on);
  const held = on?.stays ?? now(catalogue);
  const proposed = byStatus ? nothing : or(status("planned"), status("considered, not formed"));
  const selected = select(catalogue, query, texts);
  const formed = without(selected, proposed);
  return {
    past,
    counted: narrows(query) || past ? formed : and(selected, status("live")),
    formed,
    planned: byStatus || past ? nothing : and(selected, status("planned")),
    every: query.colour === "share" ? without(select(catalogue, query, texts, "service"), proposed) : nothing,
    held,
    sure: on?.sure ?? held,
  };
}

/** What an area is measured by: of its body, and of what that was in. Null: no value. */
type Measure = (body: string, held: Bits) => number | null;

/** The commonest two are counts for which no set is made: they are asked of each area at each choice. */
function measure(catalogue: Catalogue, colour: string, { past, held: stays, counted, every }: Scene): Measure {
  const { starts, per_head } = catalogue.index;
  if (colour === "arrangements") return (_, held) => countBoth(held, counted);
  if (colour === "share") return (_, held) => percent(countBoth(held, counted), countBoth(held, every));
  const chosen = (held: Bits): number[] => positions(and(held, counted));
  if (colour === "partners") return partners(catalogue, past ? stays : now(catalogue), chosen);
  if (colour === "first") return (_, held) => least(chosen(held).flatMap((at) => starts[at]?.[1] ?? []));
  const claimed = per_head[colour] ?? {};
  return (_, held) => sum(chosen(held).flatMap((at) => claimed[at] ?? []));
}

function percent(part: number, whole: number): number | null {
  return whole ? (100 * part) / whole : null;
}

/** `stays`: by body, what it was in on the day, as far as is possible. */
function partners(catalogue: Catalogue, stays: ReadonlyMap<string, Bits>, chosen: (held: Bits) => number[]): Measure {
  const members = Array.from({ length: catalogue.size }, () => new Set<string>());
  for (const [body, held] of stays) for (const at of positions(held)) members[at]?.add(body);
  return (body, own) => {
    const found = new Set(chosen(own).flatMap((at) => [...(members[at] ?? [])]));
    found.delete(body);
    return found.size || null;
  };
}

function least(values: readonly number[]): number | null {
  return values.length ? Math.min(...values) : null;
}

function sum(values: readonly number[]): number | null {
  return values.length ? values.reduce((total, value) => total + value) : null;
}
