/** An address's filters, as the server reads them. Pure. */

/** The facets of which an address names one value. */
export const SINGLE = ["service", "region", "partner", "pair", "model", "status", "claim", "rung", "size"] as const;

export interface Query {
  readonly words: string;
  /** By facet: the chosen value. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly bodies: readonly string[];
  readonly all: boolean;
  readonly started: Span;
  readonly ended: Span;
  readonly on: number | null;
  readonly layer: string;
  /** What areas are coloured by: a share is one of a chosen service, and without one arrangements are counted. */
  readonly colour: string;
  readonly layout: string;
}

/** Years, both included; null for no bound. */
export interface Span {
  readonly from: number | null;
  readonly to: number | null;
}

/** Whether anything narrows the list, but for the day. */
export function narrows({ words, chosen, bodies, started, ended }: Query): boolean {
  const years = [started.from, started.to, ended.from, ended.to].some((year) => year !== null);
  return Boolean(words || chosen.size || bodies.length || years);
}

const MILLISECONDS_OF_A_DAY = 86_400_000;

export function readQuery(asked: URLSearchParams): Query {
  const text = (name: string): string => (asked.get(name) ?? "").trim();
  const year = (name: string): number | null => (/^\d{4}$/.test(text(name)) ? Number(text(name)) : null);
  return {
    words: text("q"),
    chosen: new Map(SINGLE.flatMap((name) => (text(name) ? [[name, text(name)] as const] : []))),
    bodies: asked.getAll("body").filter(Boolean),
    all: text("match") === "all",
    started: { from: year("started_from"), to: year("started_to") },
    ended: { from: year("ended_from"), to: year("ended_to") },
    on: dayOf(text("on")),
    layer: text("layer") || "district",
    colour: text("colour") === "share" && !text("service") ? "arrangements" : text("colour") || "arrangements",
    layout: text("layout") || "map",
  };
}

/** Whole days since 1970 of an ISO date; null for what is none. */
export function dayOf(iso: string): number | null {
  const found = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00Z`) : NaN;
  return Number.isNaN(found) ? null : found / MILLISECONDS_OF_A_DAY;
}
