/** Draws the map anew, from a page just fetched or from the browser's own index. The element stays, with its listeners. */
import { type Area, type Areas, bodyOf, drawn, nameArea, wordsOf } from "./areas";
import { boxesOf, morph } from "./morph";
import type { Outline } from "./outlines";
import { parseView } from "./view";
import type { Zoom } from "./zoom";

/** What is to be drawn of one body. `words` only where they are known already. */
export interface Wanted {
  readonly body: string;
  readonly css: string;
  readonly words?: string;
}

/** Gives the outline of a body that is not drawn at the moment, if it is known. */
export type OutlineOf = (body: string) => Outline | undefined;

/** On the same layer only words, classes and what came or went change, so that the focus stays as well. */
export function redraw(map: SVGSVGElement, areas: Areas, fetched: Document, zoom: Zoom, outlineOf: OutlineOf): void {
  const fresh = fetched.querySelector<SVGSVGElement>("svg.map");
  if (!fresh) return;
  const sameLayout = fresh.dataset["layout"] === map.dataset["layout"];
  if (sameLayout && fresh.dataset["layer"] === map.dataset["layer"]) {
    const those = drawn(fresh);
    arrange(map, areas, [...those.values()].map(wantedOf), (body) => outlineOf(body) ?? outlineIn(those.get(body)));
    return zoom.keep();
  }
  const before = boxesOf(sameLayout ? new Map() : areas.shown);
  replace(map, fresh);
  if (sameLayout) return zoom.keep();
  zoom.restart(parseView(fresh.getAttribute("viewBox") ?? ""));
  morph(before, drawn(map));
}

/** Makes the areas of the map into those wanted, each in its class. Gives whether any came or went. */
export function arrange(map: SVGSVGElement, { shown, inset }: Areas, wanted: readonly Wanted[], outlineOf: OutlineOf): boolean {
  const group = map.querySelector(".areas");
  const css = new Map(wanted.map((each) => [each.body, each.css]));
  const came = wanted.some(({ body }) => !shown.has(body));
  const gone = [...shown].filter(([body]) => !css.has(body));
  let after: Area | null = null; // what comes stands where the server would have it, so that Home and End lead there too
  for (const each of [...wanted].reverse()) {
    const area: Area | undefined = shown.get(each.body) ?? added(group, outlineOf(each.body), after);
    if (area) paint(area, each);
    after = area ?? after;
  }
  for (const [, area] of gone) area.remove();
  for (const [body, area] of inset) dress(area, css.get(body) ?? "land");
  return came || gone.length > 0;
}

function wantedOf(area: Area): Wanted {
  return { body: bodyOf(area), css: area.querySelector("path")?.getAttribute("class") ?? "", words: wordsOf(area) };
}

function outlineIn(area: Area | undefined): Outline | undefined {
  const path = area?.querySelector("path")?.getAttribute("d");
  if (!area || !path) return undefined;
  const body = bodyOf(area);
  const move = area.getAttribute("transform") ?? "";
  const page = area.getAttribute("href")?.replace("/bodies/", "") ?? body;
  return { body, page, name: "", path, move, from: null, until: null, approximate: false };
}

function paint(area: Area, { css, words }: Wanted): void {
  dress(area, css);
  if (words !== undefined) nameArea(area, words);
}

function dress(area: Area, css: string): void {
  const path = area.querySelector("path");
  if (path && path.getAttribute("class") !== css) path.setAttribute("class", css);
}

/** Draws an area that was not there before, in front of another, or at the end. */
function added(group: Element | null, outline: Outline | undefined, before: Area | null): Area | undefined {
  if (!group || !outline) return undefined;
  const css = outline.approximate ? "area approximate" : "area";
  const area = svg("a", { class: css, href: `/bodies/${outline.page}`, "data-body": outline.body, tabindex: "-1" });
  if (outline.move) area.setAttribute("transform", outline.move);
  area.append(svg("path", { d: outline.path }));
  area.setAttribute("aria-label", outline.name);
  group.insertBefore(area, before);
  return area as Area;
}

export function svg(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function replace(map: SVGSVGElement, fresh: SVGSVGElement): void {
  for (const name of ["layer", "layout"]) map.dataset[name] = fresh.dataset[name];
  map.setAttribute("aria-label", fresh.getAttribute("aria-label") ?? "");
  map.replaceChildren(...fresh.childNodes);
}
