/** Which arrangements a query selects, and how many each further choice would leave: as explore/facets.py has it. Pure. */
import { and, type Bits, bitsOf, countBoth, none, or } from "./bits";
import { anotherDay, onDay } from "./days";
import { type Catalogue, setOf } from "./index";
import { type Query, SINGLE, type Span } from "./query";

/** The facets that are counted. */
export const FACETS = ["body", ...SINGLE] as const;
export type Facet = (typeof FACETS)[number];

/**
 * The set that matches every choice, but for one facet that is left aside. On a past day only what may have run on it, with
 * bodies that may have been in it; on a day to come what goes on. `texts`: those that match the typed words.
 */
export function select(catalogue: Catalogue, query: Query, texts: Bits = catalogue.everything, aside?: Facet): Bits {
  const { starts, ends } = catalogue.index;
  const parts = [texts, ...ofFacets(catalogue, query, aside)];
  parts.push(within(catalogue, starts, query.started), within(catalogue, ends, query.ended));
  parts.push(anotherDay(catalogue, query.on)?.possible ?? catalogue.everything);
  return parts.reduce(and);
}

/** By value of one facet: how many would match with that choice, all others kept; what leaves none is left out. */
export function countsOf(catalogue: Catalogue, query: Query, facet: Facet, texts?: Bits): Map<string, number> {
  const others = select(catalogue, query, texts, facet);
  const sets = facet === "body" ? ofBodies(catalogue, query) : catalogue.sets.get(facet);
  const values = [...(sets ?? [])].map(([value, set]) => [value, countBoth(set, others)] as const);
  return new Map(values.filter(([, count]) => count));
}

function ofFacets(catalogue: Catalogue, query: Query, aside?: Facet): Bits[] {
  const single = [...query.chosen].filter(([facet]) => facet !== aside);
  const sets = single.map(([facet, value]) => setOf(catalogue, facet, value));
  if (!query.bodies.length || aside === "body") return sets;
  const held = ofBodies(catalogue, query);
  const bodies = query.bodies.map((body) => held?.get(body) ?? none(catalogue.size));
  return [...sets, bodies.reduce(query.all ? and : or)];
}

/** By body: what it is or was in; on a past day, what it may have been in on that day. */
function ofBodies(catalogue: Catalogue, { on }: Query): ReadonlyMap<string, Bits> | undefined {
  const past = on !== null && on < catalogue.index.as_at;
  return past ? onDay(catalogue, on).stays : catalogue.sets.get("body");
}

/** Those whose bounds may lie in the years; what is not dated never does, unless no year was asked for. */
function within({ size, everything }: Catalogue, bounds: Catalogue["index"]["starts"], { from, to }: Span): Bits {
  if (from === null && to === null) return everything;
  const may = bounds.flatMap((years, position) => {
    if (!years) return [];
    return years[1] >= (from ?? -Infinity) && years[0] <= (to ?? Infinity) ? [position] : [];
  });
  return bitsOf(size, may);
}
