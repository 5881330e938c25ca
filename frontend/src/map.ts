/** The script of the page with the map. Without it the page works too, with a link for each area and a form. */
import { startAreas } from "./map/areas";
import { startCard } from "./map/card";
import { redraw } from "./map/drawing";
import { startGestures } from "./map/gestures";
import { startRows } from "./map/rows";
import { chosen, startSelection } from "./map/selection";
import { startZoom } from "./map/zoom";
import { announcer } from "./page/announce";
import { startFilters } from "./page/filters";
import { focus, replaceRegions } from "./page/regions";
import { startVisits } from "./page/visits";
import { startSuggestions } from "./search/suggestions";

function start(main: HTMLElement, map: SVGSVGElement, figure: HTMLElement): void {
  const announce = announcer();
  const areas = startAreas(map, chosen);
  const zoom = startZoom(map);
  const visit = startVisits(main, (page) => {
    redraw(map, page);
    zoom.keep();
    replaceRegions(page);
    document.title = page.title;
    areas.refresh();
    markChosen();
    showCard();
    follow(location.hash);
    announce(document.querySelector("#list caption, #list h2")?.textContent.trim() ?? "");
  });
  const markChosen = startSelection(map, areas, visit);
  startFilters(main, visit);
  const showCard = startCard(map, figure, areas);
  startRows(main, areas);
  startGestures(map, zoom);
  map.addEventListener("focusin", ({ target }) => target instanceof Element && zoom.reveal(target));
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
