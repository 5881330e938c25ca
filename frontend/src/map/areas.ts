/**
 * The areas of the map as one tab stop: the arrow keys go to the nearest area in their direction, Home and End to the
 * first and the last. London's inset draws areas a second time, for pointers only.
 */
import { middle } from "./middle";
import { isDirection, nearest } from "./compass";

export type Area = SVGAElement;

export interface Areas {
  /** The areas by body, as they lay when the map was last looked at. */
  readonly shown: ReadonlyMap<string, Area>;
  /** Those of the inset. */
  readonly inset: ReadonlyMap<string, Area>;
  /** Every drawing of a body, in the inset too. */
  drawings(body: string): readonly Area[];
  /** Looks at the map anew, after it has changed. */
  refresh(): void;
}

/** `home`: the body whose area the Tab key leads to; blank for the one it led to before, or the first drawn. */
export function startAreas(map: SVGSVGElement, home: () => string): Areas {
  let [shown, inset] = [drawn(map), drawn(map, ".map-inset")];
  let stop: Area | undefined;

  function refresh(): void {
    [shown, inset] = [drawn(map), drawn(map, ".map-inset")];
    for (const area of shown.values()) area.setAttribute("tabindex", "-1");
    stopAt(shown.get(home()) ?? shown.get(bodyOf(stop)) ?? shown.values().next().value);
  }

  function stopAt(area: Area | undefined): void {
    stop?.setAttribute("tabindex", "-1");
    area?.setAttribute("tabindex", "0");
    stop = area;
  }

  map.addEventListener("focusin", ({ target }) => stopAt(areaAt(target) ?? stop));
  map.addEventListener("keydown", (event) => {
    const from = areaAt(event.target);
    const next = from && !hasModifier(event) && following([...shown.values()], from, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
  });
  refresh();
  return {
    get shown() {
      return shown;
    },
    get inset() {
      return inset;
    },
    drawings: (body) => [shown, inset].flatMap((areas) => areas.get(body) ?? []),
    refresh,
  };
}

/** The areas of a part of the map, by body. */
export function drawn(map: SVGSVGElement, part = ".areas"): Map<string, Area> {
  return new Map([...map.querySelectorAll<Area>(`${part} a.area`)].map((area) => [bodyOf(area), area]));
}

/** The key of the body whose area it is; blank for none. */
export function bodyOf(area: Area | undefined): string {
  return area?.dataset["body"] ?? "";
}

/** The key of the body that may be chosen by its area: blank for that of a council to come, which is no body yet. */
export function choosable(area: Area | undefined): string {
  const body = bodyOf(area);
  return area?.getAttribute("href") === `/bodies/${body}` ? body : "";
}

/** What an area is called, with its value. */
export function wordsOf(area: Area): string {
  return area.getAttribute("aria-label") ?? area.querySelector("title")?.textContent ?? "";
}

/** Calls an area so without a <title>, whose tooltip would lie over the map and say what the card says. */
export function nameArea(area: Area, words: string): void {
  area.querySelector("title")?.remove();
  area.setAttribute("aria-label", words);
}

/** The area under an event, in the inset too. */
export function areaAt(target: EventTarget | null): Area | undefined {
  return (target instanceof Element && target.closest<Area>("a.area")) || undefined;
}

function following(areas: readonly Area[], from: Area, key: string): Area | undefined {
  if (key === "Home") return areas[0];
  if (key === "End") return areas[areas.length - 1];
  return isDirection(key) ? areas[nearest(areas.map(middle), middle(from), key)] : undefined;
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
}
