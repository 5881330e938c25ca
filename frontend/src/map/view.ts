/** What part of the sheet is seen: an SVG view box, and its arithmetic. Pure. */
import type { Point } from "./compass";

export interface View {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const CLOSEST = 16;
/** How many times larger than the whole sheet the map can be drawn. */

/** Reads `viewBox`: left, top, width, height. */
export function parseView(text: string): View {
  const [x = 0, y = 0, width = 1, height = 1] = text.trim().split(/[\s,]+/).map(Number);
  return { x, y, width, height };
}

export function viewText({ x, y, width, height }: View): string {
  return [x, y, width, height].map((value) => Math.round(value * 100) / 100).join(" ");
}

/** How many times larger the view draws things than the whole sheet does. */
export function scaleOf(view: View, sheet: View): number {
  return sheet.width / view.width;
}

/** The view enlarged by a factor about a point that stays where it is; never beyond the sheet or closer than CLOSEST. */
export function zoomed(view: View, sheet: View, factor: number, about: Point = centre(view)): View {
  const scale = clamp(scaleOf(view, sheet) * factor, 1, CLOSEST);
  const shrink = scaleOf(view, sheet) / scale;
  return within(sheet, {
    x: about.x - (about.x - view.x) * shrink,
    y: about.y - (about.y - view.y) * shrink,
    width: sheet.width / scale,
    height: sheet.height / scale,
  });
}

/** The view moved, in units of the sheet, as far as the sheet reaches. */
export function moved(view: View, sheet: View, by: Point): View {
  return within(sheet, { ...view, x: view.x + by.x, y: view.y + by.y });
}

/** The view moved, if need be, so that a box can be seen; by the shortest way. */
export function revealing(view: View, sheet: View, box: View): View {
  return moved(view, sheet, {
    x: shortfall(view.x, view.width, box.x, box.width),
    y: shortfall(view.y, view.height, box.y, box.height),
  });
}

/** The view, as wide for its height as the sheet, that shows a box and little more. */
export function fitted(box: View, sheet: View): View {
  const scale = Math.min(CLOSEST, sheet.width / box.width, sheet.height / box.height);
  const whole = { ...sheet, width: sheet.width / Math.max(1, scale), height: sheet.height / Math.max(1, scale) };
  const middle = centre(box);
  return within(sheet, { ...whole, x: middle.x - whole.width / 2, y: middle.y - whole.height / 2 });
}

function shortfall(start: number, length: number, from: number, size: number): number {
  if (size > length) return from + size / 2 - (start + length / 2);
  if (from < start) return from - start;
  return Math.max(0, from + size - (start + length));
}

function centre({ x, y, width, height }: View): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function within(sheet: View, view: View): View {
  return {
    ...view,
    x: clamp(view.x, sheet.x, sheet.x + sheet.width - view.width),
    y: clamp(view.y, sheet.y, sheet.y + sheet.height - view.height),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
