/** A rectangle drawn over the map chooses all bodies whose areas have their middle in it. */
import { type Areas, choosable } from "./areas";
import type { Point } from "./compass";
import { svg } from "./drawing";
import { middle } from "./middle";

export interface Brush {
  /** Whether clicks add to what is chosen, and a drag draws a rectangle. */
  readonly several: boolean;
}

/** `button` begins and ends choosing several. With Shift held a drag draws the rectangle at any time. */
export function startBrush(map: SVGSVGElement, areas: Areas, button: HTMLElement, chosen: (bodies: string[]) => void): Brush {
  let from: Point | undefined;
  let rectangle: SVGElement | undefined;
  let brushed = false;
  const brush = {
    get several() {
      return button.getAttribute("aria-pressed") === "true";
    },
  };

  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(!brush.several));
    map.classList.toggle("choosing", brush.several);
  });
  map.addEventListener("pointerdown", (event) => {
    brushed = false;
    if (event.button === 0 && (brush.several || event.shiftKey)) from = { x: event.clientX, y: event.clientY };
  });
  map.addEventListener("pointermove", (event) => {
    if (!from || (!rectangle && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 6)) return;
    if (!rectangle) map.setPointerCapture(event.pointerId);
    rectangle ??= map.appendChild(svg("rect", { class: "brush" }));
    const { left, top, right, bottom } = between(from, event);
    const [start, end] = [onSheet(map, left, top), onSheet(map, right, bottom)];
    const box = { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y };
    for (const [name, value] of Object.entries(box)) rectangle.setAttribute(name, String(value));
  });
  map.addEventListener("pointerup", (event) => {
    const held = rectangle && from ? within(between(from, event)) : [];
    stop();
    if (held.length) chosen(held);
  });
  map.addEventListener("pointercancel", stop);
  // The click that ends a drag chooses nothing more.
  const swallow = (event: Event): void => {
    if (!brushed) return;
    event.preventDefault();
    event.stopPropagation();
  };
  map.addEventListener("click", swallow, { capture: true });

  function stop(): void {
    brushed = Boolean(rectangle);
    rectangle?.remove();
    from = rectangle = undefined;
  }

  function within({ left, top, right, bottom }: Edges): string[] {
    const holds = ({ x, y }: Point): boolean => left <= x && x <= right && top <= y && y <= bottom;
    const found = [...areas.shown.values(), ...areas.inset.values()].filter((area) => holds(middle(area)));
    return [...new Set(found.map(choosable))].filter((body) => areas.shown.has(body));
  }
  return brush;
}

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function between(from: Point, { clientX, clientY }: MouseEvent): Edges {
  const [left, right] = [Math.min(from.x, clientX), Math.max(from.x, clientX)];
  const [top, bottom] = [Math.min(from.y, clientY), Math.max(from.y, clientY)];
  return { left, top, right, bottom };
}

function onSheet(map: SVGSVGElement, x: number, y: number): DOMPoint {
  return new DOMPoint(x, y).matrixTransform(map.getScreenCTM()?.inverse());
}
