/** Every outline that a layer ever had, for days on which other bodies were there than today; loaded when first needed. */
import { type Once, once } from "../page/loading";

/** Whole days since 1970. */
export type Day = number;

export interface Outline {
  readonly body: string;
  /** The body whose page its area leads to; of a council to come, another. */
  readonly page: string;
  readonly name: string;
  readonly path: string;
  readonly move: string;
  readonly from: Day | null;
  readonly until: Day | null;
  readonly approximate: boolean;
}

export interface Outlines {
  /** Starts to load a layer, once. */
  want(layer: string): void;
  /** The outlines of a layer by body; undefined until they are here. */
  of(layer: string): ReadonlyMap<string, Outline> | undefined;
}

/** `here`: called with the name of a layer that has come. */
export function startOutlines(edition: URLSearchParams, here: (layer: string) => void): Outlines {
  const held = new Map<string, Once<readonly Outline[]>>();
  const byBody = new Map<string, ReadonlyMap<string, Outline>>();
  return {
    of: (layer) => byBody.get(layer),
    want: (layer) => {
      const own = held.get(layer) ?? once<readonly Outline[]>(`/outlines.json?${edition}&layer=${layer}`, (outlines) => {
        byBody.set(layer, new Map(outlines.map((outline) => [outline.body, outline])));
        here(layer);
      });
      held.set(layer, own);
      own.want();
    },
  };
}

/** The bodies of some outlines that were there on a day. */
export function there(outlines: ReadonlyMap<string, Outline>, day: Day): Outline[] {
  return [...outlines.values()].filter(({ from, until }) => (from ?? -Infinity) <= day && day < (until ?? Infinity));
}
