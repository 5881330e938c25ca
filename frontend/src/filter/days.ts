/** What was so on a day, as sets: which arrangements ran, and who was a member. As explore/days.py has it. Pure. */
import { and, type Bits, bitsOf, none, or } from "./bits";
import { type Catalogue, type Day, setOf, type Stay } from "./index";

/** `stays`, `sure`: by body, the arrangements it may have been, or was, a member of. */
export interface OnDay {
  readonly possible: Bits;
  readonly certain: Bits;
  readonly stays: ReadonlyMap<string, Bits>;
  readonly sure: ReadonlyMap<string, Bits>;
}

const PERHAPS = 1;
const CERTAIN = 2;

/** Kept, since play and a dragged slider come back to the same few days. */
const kept = new WeakMap<Catalogue, Map<Day, OnDay>>();

export function onDay(catalogue: Catalogue, day: Day): OnDay {
  const held = kept.get(catalogue) ?? new Map<Day, OnDay>();
  kept.set(catalogue, held);
  const found = held.get(day) ?? (day > catalogue.index.as_at ? coming(catalogue, day) : past(catalogue, day));
  held.set(day, found);
  return found;
}

/** The sets of the day that is asked for; undefined where that is the edition's own. */
export function anotherDay(catalogue: Catalogue, day: Day | null): OnDay | undefined {
  return day === null || day === catalogue.index.as_at ? undefined : onDay(catalogue, day);
}

/** The memberships of the edition's day: whoever is not known to have left. */
export function now(catalogue: Catalogue): ReadonlyMap<string, Bits> {
  const { index, size } = catalogue;
  const found = keptNow.get(catalogue) ?? new Map(Object.entries(index.members).map(([body, at]) => [body, bitsOf(size, at)]));
  keptNow.set(catalogue, found);
  return found;
}

const keptNow = new WeakMap<Catalogue, ReadonlyMap<string, Bits>>();

function past(catalogue: Catalogue, day: Day): OnDay {
  const [possible, certain] = [running(catalogue, day, PERHAPS), running(catalogue, day, CERTAIN)];
  const stays = byBody(catalogue, (stay) => maybe(stay, day), possible);
  const sure = byBody(catalogue, ([, , from, until]) => holds(day, from, until), certain);
  return { possible, certain, stays, sure };
}

/** What goes on, with the memberships of today; bodies that one council will replace hold them together. */
function coming(catalogue: Catalogue, day: Day): OnDay {
  const { index, size } = catalogue;
  const found = byBody(catalogue, (stay) => maybe(stay, index.as_at));
  const together = new Map<string, Bits>();
  const join = (all: Bits | undefined, one: Bits | undefined): Bits => or(all ?? none(size), one ?? none(size));
  for (const [body, heirs] of Object.entries(index.heirs))
    for (const [heir] of heirs) together.set(heir, join(together.get(heir), found.get(body)));
  for (const [body, heirs] of Object.entries(index.heirs)) {
    const arrived = heirs.filter(([, on]) => on <= day).map(([heir]) => heir);
    for (const heir of arrived) found.set(heir, together.get(heir) ?? none(size));
    const due = arrived.map((heir) => together.get(heir));
    if (due.length) found.set(body, due.reduce(join, none(size)) ?? none(size));
  }
  const live = and(setOf(catalogue, "status", "live"), running(catalogue, day, PERHAPS));
  const goingOn = or(live, setOf(catalogue, "status", "planned"));
  return { possible: goingOn, certain: goingOn, stays: found, sure: found };
}

function byBody(catalogue: Catalogue, is: (stay: Stay) => boolean, among?: Bits): Map<string, Bits> {
  const found = Object.entries(catalogue.index.stays).map(([body, stays]) => {
    const held = bitsOf(catalogue.size, stays.filter(is).map(([position]) => position));
    return [body, among ? and(held, among) : held] as const;
  });
  return new Map(found);
}

function maybe([, from, , , until]: Stay, day: Day): boolean {
  return holds(day, from, until);
}

function holds(day: Day, from: Day | null, until: Day | null): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}

function running({ index, size }: Catalogue, day: Day, atLeast: number): Bits {
  return bitsOf(size, index.ran.flatMap((states, position) => (stateOn(states, day) >= atLeast ? [position] : [])));
}

function stateOn(states: readonly number[], day: Day): number {
  let state = 0;
  for (let at = 0; at < states.length && states[at]! <= day; at += 2) state = states[at + 1]!;
  return state;
}
