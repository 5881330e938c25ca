/** The days that the slider steps through, and where a day that is none of them lies. Pure. */

/** `value`: ISO, or blank for the edition's day. `words`: as the page says it. `heading`: what it stands under. */
export interface Step {
  readonly value: string;
  readonly words: string;
  readonly heading: string;
}

/** The last step that is not after a day; the first if all are. `asAt`: the day that a blank stands for. */
export function stepOf(steps: readonly Step[], day: string, asAt: string): number {
  const exact = steps.findIndex(({ value }) => value === day);
  if (exact >= 0) return exact;
  return Math.max(0, steps.filter(({ value }) => (value || asAt) <= day).length - 1);
}

/** The step that comes next when it plays: from the last it begins again. */
export function next(steps: readonly Step[], at: number): number {
  return at + 1 < steps.length ? at + 1 : 0;
}
