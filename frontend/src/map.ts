/** The script of the page with the map. Without it the page works too, with a link for each area and a form. */
import { startAreas } from "./map/areas";
import { startBrush } from "./map/brush";
import { startCard } from "./map/card";
import { redraw } from "./map/drawing";
import { startGestures } from "./map/gestures";
import { startJump } from "./map/jump";
import { startRows } from "./map/rows";
import { chosen, startSelection } from "./map/selection";
import { startZoom } from "./map/zoom";
import { announcer } from "./page/announce";
import { sameIn } from "./page/address";
import { followAddress, startFilters } from "./page/filters";
import { startLive } from "./page/live";
import { make } from "./page/make";
import { focus, replaceRegions } from "./page/regions";
import { here, startVisits } from "./page/visits";
import { startSuggestions } from "./search/suggestions";
import { startSlider } from "./time/slider";

const SEVERAL = "Each click adds one, a drag all in its rectangle. Also: Shift with a click or a drag; the space bar.";

function start(main: HTMLElement, map: SVGSVGElement, figure: HTMLElement): void {
  const announce = announcer();
  const areas = startAreas(map, () => chosen()[0] ?? "");
  const zoom = startZoom(map);
  const live = startLive(main, map, areas, changed);
  const visit = startVisits(main, {
    begin: live.begin,
    drawn: (next, shown) => sameIn(next, shown, ["layer", "layout"]) && (sameIn(next, shown, ["on"]) || live.hasOutlines(next)),
    show: (page) => {
      redraw(map, areas, page, zoom, live.outline);
      replaceRegions(page);
      document.title = page.title;
      changed();
      followAddress(here());
      followDay();
      followLayout();
      follow(location.hash);
      announce(document.querySelector("#list caption, #list h2")?.textContent.trim() ?? "");
    },
  });
  const several = make("button", { type: "button", "aria-pressed": "false", class: "worded", title: SEVERAL }, "Choose several");
  const selection = startSelection(map, areas, visit, () => brush.several);
  const brush = startBrush(map, areas, several, selection.add);
  zoom.addTool(several);
  startFilters(main, visit);
  const showCard = startCard(map, figure, areas);
  const followDay = startSlider(figure, visit, live.want);
  const followLayout = startJump(figure, map, zoom);
  startRows(main, areas);
  startGestures(map, zoom);
  map.addEventListener("focusin", ({ target }) => target instanceof Element && zoom.reveal(target));

  function changed(): void {
    areas.refresh();
    selection.mark();
    showCard();
  }
}

/** Goes to the part of the page that an address names, as the browser does after a reload. */
function follow(hash: string): void {
  const part = hash ? document.getElementById(hash.slice(1)) : null;
  focus(part);
  part?.scrollIntoView();
}

const main = document.querySelector("main");
const map = document.querySelector<SVGSVGElement>("svg.map");
const figure = map?.closest("figure");
const search = document.querySelector<HTMLFormElement>("form.search");
if (search) startSuggestions(search);
if (main && map && figure) start(main, map, figure);
// The second frame begins when the first, with the map in it, has been painted.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("map-painted")));
