/**
 * What a choice changes at once, before the server has answered: the classes of the areas and the counts of the options,
 * those of a closed list when it is pointed at or has the focus: there are a thousand options, and none is seen before.
 * It reckons with the edition's index, which is loaded at the first sign that somebody will choose; words, list and legend
 * come with the answer.
 */
import type { Bits } from "../filter/bits";
import { classesOf } from "../filter/classes";
import { type Catalogue, catalogueOf, type Index } from "../filter/index";
import { type Query, readQuery } from "../filter/query";
import { countsOf, type Facet } from "../filter/select";
import { matching, type Texts } from "../filter/words";
import type { Areas } from "../map/areas";
import { arrange, type OutlineOf } from "../map/drawing";
import { type Outline, startOutlines, there } from "../map/outlines";
import { once } from "./loading";

export interface Live {
  begin(address: URL): void;
  /** Starts to load the index and the outlines of every day. */
  want(): void;
  /** Whether the outlines of any day that an address may ask for are here. */
  hasOutlines(address: URL): boolean;
  readonly outline: OutlineOf;
}

/** `changed`: called when areas came or went. */
export function startLive(main: HTMLElement, map: SVGSVGElement, areas: Areas, changed: () => void): Live {
  const edition = new URLSearchParams({ edition: map.closest("figure")?.dataset["edition"] ?? "" });
  const outlines = startOutlines(edition, (layer) => (main.dataset["outlines"] = layer));
  const held = (): ReadonlyMap<string, Outline> | undefined => outlines.of(map.dataset["layer"] ?? "");
  const texts = once<Texts>(`/index/texts.json?${edition}`);
  let catalogue: Catalogue | undefined;
  /** The counts of a facet's values under the choice that was made last. */
  let counts: ((facet: Facet) => ReadonlyMap<string, number>) | undefined;
  const index = once<Index>(`/index.json?${edition}`, (found) => {
    catalogue = catalogueOf(found);
    main.dataset["index"] = found.edition; // what tests and measurements wait for, as for data-outlines
  });

  function begin(address: URL): void {
    performance.mark("filter-begin");
    const query = readQuery(address.searchParams);
    const words = textsOf(query);
    counts = undefined;
    if (!catalogue || !words || query.layer !== map.dataset["layer"] || query.layout !== map.dataset["layout"]) return;
    const [from, matched] = [catalogue, words === "any" ? undefined : words];
    paint(from, query, matched);
    counts = (facet) => countsOf(from, query, facet, matched);
    for (const list of lists()) if (list.value) recount(list.id, list.selectedOptions);
    performance.mark("filter-changed");
    requestAnimationFrame(() => setTimeout(painted));
  }

  /** Of a list at hand the other counts are seen only when it is opened: the map comes first. */
  function painted(): void {
    performance.mark("filter-painted");
    for (const list of lists(":is(:hover, :focus)")) recount(list.id, list.options);
  }

  /** The arrangements that match the typed words; undefined while their texts are not here. */
  function textsOf({ words }: Query): Bits | "any" | undefined {
    if (!words) return "any";
    texts.want();
    return texts.held && matching(texts.held, words);
  }

  function paint(from: Catalogue, query: Query, words?: Bits): void {
    const known = held();
    const moves = known && query.layout === "map";
    const bodies = moves ? there(known, query.on ?? from.index.as_at).map(({ body }) => body) : areas.shown.keys();
    const classes = classesOf(from, query, bodies, words);
    const wanted = [...classes].map(([body, css]) => ({ body, css }));
    if (arrange(map, areas, wanted, (body) => known?.get(body))) changed();
  }

  /** Writes the new counts behind some options of a list. */
  function recount(list: string, options: Iterable<HTMLOptionElement>): void {
    const byValue = counts?.(list as Facet);
    if (byValue) for (const option of options) writeCount(option, byValue.get(option.value) ?? 0);
  }

  for (const sign of ["pointerover", "focusin", "touchstart"])
    main.addEventListener(sign, ({ target }) => {
      if (!(target instanceof Element) || !target.closest("#filters, .map-figure")) return;
      index.want();
      if (target.id === "q") texts.want();
      if (target instanceof HTMLSelectElement) recount(target.id, target.options);
    }, { passive: true });
  return {
    begin,
    want: () => {
      index.want();
      outlines.want(map.dataset["layer"] ?? "");
    },
    hasOutlines: (address) => Boolean(held()) && readQuery(address.searchParams).layout === "map",
    outline: (body) => held()?.get(body),
  };
}

function lists(at = ""): Iterable<HTMLSelectElement> {
  return document.querySelectorAll<HTMLSelectElement>(`#filters select${at}`);
}

/** Writes the count at the end of an option, if it has one. Its text alone is changed, which is much cheaper than all it holds. */
function writeCount({ value, firstChild: text }: HTMLOptionElement, count: number): void {
  const now = `(${count})`;
  if (value && text instanceof Text && !text.data.endsWith(now)) text.data = text.data.replace(/\(\d+\)$/, now);
}
