/** A list of regions and nations; choosing one shows its part of the sheet. Where it is looked at is no part of the address. */
import { make } from "../page/make";
import { parseView } from "./view";
import type { Zoom } from "./zoom";

/** Gives a function to call when the layout may have changed: among hexagons a region lies elsewhere. */
export function startJump(figure: HTMLElement, map: SVGSVGElement, zoom: Zoom): () => void {
  const regions = [...figure.querySelectorAll<HTMLOptionElement>("#regions option")];
  const options = regions.map((each) => make("option", { value: each.value }, each.label));
  const select = make("select", { class: "govuk-select", id: "go-to" }, make("option", { value: "" }, "Whole map"), ...options);
  const follow = (): void => {
    select.disabled = map.dataset["layout"] === "hexagons";
    if (select.disabled) select.value = "";
  };
  select.addEventListener("change", () => zoom.to(select.value ? parseView(select.value) : undefined));
  if (regions.length) figure.querySelector(".map-choices")?.append(make("div", {}, make("label", { for: "go-to" }, "Zoom to"), select));
  follow();
  return follow;
}
