/** Draws the map anew from a page just fetched. The element stays, and with it the zoom and the listeners. */
import { type Area, bodyOf, nameArea, wordsOf } from "./areas";

/** On the same layer only words and classes change, so that the focus stays as well. */
export function redraw(map: SVGSVGElement, fetched: Document): void {
  const fresh = fetched.querySelector<SVGSVGElement>("svg.map");
  if (!fresh) return;
  if (fresh.dataset["layer"] === map.dataset["layer"]) repaint(map, fresh);
  else replace(map, fresh);
}

function repaint(map: SVGSVGElement, fresh: SVGSVGElement): void {
  const byBody = new Map([...fresh.querySelectorAll<Area>(".areas a.area")].map((area) => [bodyOf(area), area]));
  for (const area of map.querySelectorAll<Area>("a.area")) {
    const now = byBody.get(bodyOf(area));
    area.querySelector("path")?.setAttribute("class", now?.querySelector("path")?.getAttribute("class") ?? "");
    if (now && area.closest(".areas")) nameArea(area, wordsOf(now));
  }
}

function replace(map: SVGSVGElement, fresh: SVGSVGElement): void {
  map.dataset["layer"] = fresh.dataset["layer"];
  map.setAttribute("aria-label", fresh.getAttribute("aria-label") ?? "");
  map.replaceChildren(...fresh.childNodes);
}
