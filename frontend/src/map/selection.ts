/**
 * Which bodies are chosen, as the address says. A first click chooses one, a second one follows its link; with Shift, or
 * while several are being chosen, a click adds one or takes it away, as Space does. Escape lets all go.
 */
import { withBodies } from "../page/address";
import { here, isPlain, type Visit } from "../page/visits";
import { type Areas, areaAt, choosable } from "./areas";
import { outliner } from "./outline";

/** One more than the server takes, so that it says so; more would make the address too long. */
const MOST_BODIES = 41;

export interface Selection {
  /** Adds bodies to those chosen. */
  add(bodies: readonly string[]): void;
  /** Marks the chosen areas, after the map or the choice has changed. */
  mark(): void;
}

/** `several`: whether each click adds one. */
export function startSelection(map: SVGSVGElement, areas: Areas, visit: Visit, several: () => boolean): Selection {
  const outline = outliner("selected");
  const choose = (bodies: readonly string[]): void => visit(withBodies(here(), bodies.slice(0, MOST_BODIES)));
  const toggle = (body: string): void => {
    const held = chosen();
    choose(held.includes(body) ? held.filter((each) => each !== body) : [...held, body]);
  };

  map.addEventListener("click", (event) => {
    const body = choosable(areaAt(event.target));
    if (!body) return;
    const adds = event.shiftKey || (several() && isPlain(event));
    if (!adds && (!isPlain(event) || isOnly(body))) return;
    event.preventDefault();
    areas.shown.get(body)?.focus({ preventScroll: true });
    if (adds) toggle(body);
    else choose([body]);
  });
  map.addEventListener("keydown", (event) => {
    const body = choosable(areaAt(event.target));
    if (event.key === "Escape" && chosen().length) choose([]);
    if (event.key !== " " || !body) return;
    event.preventDefault();
    toggle(body);
  });
  const mark = (): void => {
    for (const area of map.querySelectorAll("[aria-current]")) area.removeAttribute("aria-current");
    for (const body of chosen()) areas.shown.get(body)?.setAttribute("aria-current", "true");
    outline(chosen().flatMap((body) => areas.drawings(body)));
  };
  mark();
  return { add: (bodies) => choose([...new Set([...chosen(), ...bodies])]), mark };
}

/** The keys of the chosen bodies. */
export function chosen(): readonly string[] {
  return here().searchParams.getAll("body");
}

function isOnly(body: string): boolean {
  return chosen().length === 1 && chosen()[0] === body;
}
