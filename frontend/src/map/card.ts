/** The card beside the map: what the map says of the area under the pointer or the focus. Escape puts it away. */
import { make } from "../page/make";
import { type Areas, areaAt, bodyOf, nameArea, wordsOf } from "./areas";
import { outliner } from "./outline";
import { chosen } from "./selection";

/**
 * Over any area but the chosen one it stands in for the card of the chosen place. It is hidden from the accessibility
 * tree, since it says what the area's own name says. Gives a function to call when the choice has changed.
 */
export function startCard(map: SVGSVGElement, figure: HTMLElement, areas: Areas): () => void {
  const card = make("div", { class: "map-card", "aria-hidden": "true" });
  const outline = outliner("focused");
  let over = "";

  function show(body: string): void {
    over = body;
    const area = chosen()[0] === body ? undefined : areas.shown.get(body);
    card.hidden = !area;
    figure.classList.toggle("previewing", Boolean(area));
    if (!area) return;
    nameArea(area, wordsOf(area));
    const [name = "", ...value] = wordsOf(area).split(": ");
    card.replaceChildren(make("h3", {}, name), make("p", {}, value.join(": ")));
  }

  map.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "touch") show(bodyOf(areaAt(target)));
  });
  map.addEventListener("pointerleave", () => show(""));
  map.addEventListener("focusin", ({ target }) => {
    const area = areaAt(target);
    show(bodyOf(area));
    outline(area?.matches(":focus-visible") ? areas.drawings(bodyOf(area)) : []);
  });
  map.addEventListener("focusout", () => {
    show("");
    outline([]);
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") show("");
  });
  show("");
  figure.append(card);
  return () => show(over);
}
