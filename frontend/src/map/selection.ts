/** One area is chosen, as the address says: a first click chooses it, a second one follows its link; Escape lets it go. */
import { withChoice } from "../page/address";
import { here, isPlain, type Visit } from "../page/visits";
import { type Areas, areaAt, bodyOf } from "./areas";
import { outliner } from "./outline";

/** Gives a function that marks the chosen area, after the map or the choice has changed. */
export function startSelection(map: SVGSVGElement, areas: Areas, visit: Visit): () => void {
  const outline = outliner("selected");

  map.addEventListener("click", (event) => {
    const body = bodyOf(areaAt(event.target));
    if (!body || !isPlain(event) || body === chosen()) return;
    event.preventDefault();
    areas.of(body)?.focus({ preventScroll: true });
    visit(withChoice(here(), "body", body));
  });
  map.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && chosen()) visit(withChoice(here(), "body", ""));
  });
  const mark = (): void => {
    map.querySelector("[aria-current]")?.removeAttribute("aria-current");
    areas.of(chosen())?.setAttribute("aria-current", "true");
    outline(areas.drawings(chosen()));
  };
  mark();
  return mark;
}

/** The key of the chosen body; blank for none. */
export function chosen(): string {
  return here().searchParams.get("body") ?? "";
}
