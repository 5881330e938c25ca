/**
 * Wheel, mouse and fingers on the map. They leave the page its own scrolling: the wheel zooms only with Ctrl or ⌘
 * (which is also what a pinch on a trackpad sends), and one finger scrolls the page.
 */
import type { Point } from "./compass";
import type { Zoom } from "./zoom";

const STILL = 4;
/** Pixels that a mouse may move between press and release and still click. */

export function startGestures(map: SVGSVGElement, zoom: Zoom): void {
  map.addEventListener("wheel", (event) => onWheel(event, zoom), { passive: false });
  startDrag(map, zoom);
  startPinch(map, zoom);
}

function onWheel(event: WheelEvent, zoom: Zoom): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY;
  zoom.by(2 ** (-pixels / 250), { x: event.clientX, y: event.clientY });
}

function startDrag(map: SVGSVGElement, zoom: Zoom): void {
  let last: Point | undefined;
  let dragged = false;

  // Neither the browser's own dragging of links, nor focus in the inset, which is hidden from the tab order.
  map.addEventListener("mousedown", (event) => event.preventDefault());
  map.addEventListener("pointerdown", (event) => {
    dragged = false;
    const brushes = event.shiftKey || map.classList.contains("choosing");
    const drags = event.pointerType !== "touch" && event.button === 0 && !brushes;
    last = drags ? { x: event.clientX, y: event.clientY } : undefined;
  });
  map.addEventListener("pointermove", (event) => {
    if (!last || !zoom.enlarged) return;
    const by = { x: event.clientX - last.x, y: event.clientY - last.y };
    if (!dragged && Math.hypot(by.x, by.y) < STILL) return;
    if (!dragged) map.setPointerCapture(event.pointerId);
    dragged = true;
    last = { x: event.clientX, y: event.clientY };
    zoom.move(by);
  });
  for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, () => (last = undefined));
  const swallow = (event: Event): void => {
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
  };
  map.addEventListener("click", swallow, { capture: true });
}

function startPinch(map: SVGSVGElement, zoom: Zoom): void {
  let last: Pinch | undefined;
  map.addEventListener("touchmove", (event) => {
    const now = pinchOf(event.touches);
    if (!now) return;
    event.preventDefault();
    if (last) {
      zoom.move({ x: now.middle.x - last.middle.x, y: now.middle.y - last.middle.y });
      zoom.by(now.apart / last.apart, now.middle);
    }
    last = now;
  }, { passive: false });
  map.addEventListener("touchstart", (event) => (last = pinchOf(event.touches)), { passive: true });
  for (const end of ["touchend", "touchcancel"]) map.addEventListener(end, () => (last = undefined));
}

interface Pinch {
  readonly middle: Point;
  readonly apart: number;
}

function pinchOf(touches: TouchList): Pinch | undefined {
  const [a, b] = touches;
  if (!a || !b) return undefined;
  const [dx, dy] = [b.clientX - a.clientX, b.clientY - a.clientY];
  return { middle: { x: a.clientX + dx / 2, y: a.clientY + dy / 2 }, apart: Math.max(1, Math.hypot(dx, dy)) };
}
