/** The index of an edition as the server sends it, and the same as sets. Pure. */
import { all, type Bits, bitsOf, none } from "./bits";

/** Whole days since 1970. */
export type Day = number;
/** Days of a membership, null where the arrangement's own hold: possible from, certain from, certain until, possible until. */
export type Stay = readonly [number, Day | null, Day | null, Day | null, Day | null];
type Years = readonly [number, number] | null;

export interface Index {
  readonly edition: string;
  readonly as_at: Day;
  readonly slugs: readonly string[];
  readonly sets: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly starts: readonly Years[];
  readonly ends: readonly Years[];
  /** By position: day and state in turn; from the day on it did not run (0), perhaps (1), or did (2). */
  readonly ran: readonly (readonly number[])[];
  readonly stays: Readonly<Record<string, readonly Stay[]>>;
  readonly bodies: Readonly<Record<string, readonly [string, Day | null, Day | null]>>;
  readonly heirs: Readonly<Record<string, readonly (readonly [string, Day, number])[]>>;
  /** By body: what it is in on the edition's day, as far as it is not known to have left. */
  readonly members: Readonly<Record<string, readonly number[]>>;
  /** By colour: the least value of each class. */
  readonly steps: Readonly<Record<string, readonly number[]>>;
  readonly per_head: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Catalogue {
  readonly index: Index;
  readonly size: number;
  readonly everything: Bits;
  /** By facet and value. */
  readonly sets: ReadonlyMap<string, ReadonlyMap<string, Bits>>;
}

export function catalogueOf(index: Index): Catalogue {
  const size = index.slugs.length;
  const sets = Object.entries(index.sets).map(([facet, values]) => {
    const held = Object.entries(values).map(([value, places]) => [value, bitsOf(size, places)] as const);
    return [facet, new Map(held)] as const;
  });
  return { index, size, everything: all(size), sets: new Map(sets) };
}

/** Those that have a value of a facet; none where the value is not known. */
export function setOf({ sets, size }: Catalogue, facet: string, value: string): Bits {
  return sets.get(facet)?.get(value) ?? none(size);
}
