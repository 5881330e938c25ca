/** Which place lies next in a direction. Pure, so that a test can walk the whole country. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

const UNIT: Readonly<Record<Direction, Point>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** More than any distance on the map. */
const BEHIND_ALL = 1e9;

export function isDirection(key: string): key is Direction {
  return key in UNIT;
}

/**
 * The index of the nearest point in a direction (y grows downwards); -1 if none lies there.
 * What lies within 45 degrees of it comes before all else, so that the key pressed is the way taken. A dearer step
 * aside looks natural too, but then no key leads to Lewisham.
 */
export function nearest(points: readonly Point[], from: Point, direction: Direction): number {
  const { x, y } = UNIT[direction];
  let best = -1;
  let least = Infinity;
  points.forEach((point, index) => {
    const [east, south] = [point.x - from.x, point.y - from.y];
    const ahead = east * x + south * y;
    const aside = Math.abs(east * y) + Math.abs(south * x);
    const far = Math.hypot(east, south) + (aside > ahead ? BEHIND_ALL : 0);
    if (ahead > 0 && far < least) [best, least] = [index, far];
  });
  return best;
}
