/** The views that a browser keeps, as text and as a list. Pure. */

/** `query`: with its question mark; blank for the page without a choice. */
export interface Kept {
  readonly name: string;
  readonly query: string;
}

export const MOST = 50;

/** What the browser holds; nothing where it was meddled with. */
export function read(text: string | null): readonly Kept[] {
  try {
    const held: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(held) ? held.filter(isKept).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function written(kept: readonly Kept[]): string {
  return JSON.stringify(kept);
}

/** The latest first; one of the same name gives way. */
export function added(all: readonly Kept[], one: Kept): readonly Kept[] {
  return [one, ...without(all, one.name)].slice(0, MOST);
}

export function without(all: readonly Kept[], name: string): readonly Kept[] {
  return all.filter((each) => each.name !== name);
}

export function renamed(all: readonly Kept[], name: string, now: string): readonly Kept[] {
  const others = all.filter((each) => each.name === name || each.name !== now);
  return others.map((each) => (each.name === name ? { ...each, name: now } : each));
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null) return false;
  const { name, query } = value as Record<string, unknown>;
  return typeof name === "string" && typeof query === "string" && (query === "" || query.startsWith("?"));
}
