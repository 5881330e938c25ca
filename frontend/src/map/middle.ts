/** The middle of an element, in pixels of the window. */
import type { Point } from "./compass";

export function middle(element: Element): Point {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
