/** Moves each area from where it lay to where it now lies, so that the eye can follow its council into the other layout. */
import type { Area } from "./areas";

const MILLISECONDS = 700;

/** Where areas lie in the window, by body. */
export type Boxes = ReadonlyMap<string, DOMRect>;

export function boxesOf(areas: ReadonlyMap<string, Area>): Boxes {
  return new Map([...areas].map(([body, area]) => [body, area.getBoundingClientRect()]));
}

/** Starts the move. To those who want no motion, the new layout is simply there. */
export function morph(before: Boxes, areas: ReadonlyMap<string, Area>): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const [body, area] of areas) {
    const from = before.get(body);
    const path = area.querySelector("path");
    if (from && path) path.animate([{ transform: mapping(path, from) }, { transform: "none" }], { duration: MILLISECONDS, easing: "ease-in-out" });
  }
}

/** The transform that draws a path in a box of the window. */
function mapping(path: SVGPathElement, box: DOMRect): string {
  const own = path.getBBox();
  const units = path.getScreenCTM()?.inverse();
  const [start, end] = [new DOMPoint(box.left, box.top), new DOMPoint(box.right, box.bottom)].map((at) => at.matrixTransform(units));
  if (!start || !end) return "none";
  const [across, down] = [(end.x - start.x) / Math.max(1, own.width), (end.y - start.y) / Math.max(1, own.height)];
  return `translate(${start.x - own.x * across}px, ${start.y - own.y * down}px) scale(${across}, ${down})`;
}
