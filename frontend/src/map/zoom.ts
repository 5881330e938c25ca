/** What part of the map is seen: kept here, changed by buttons and keys, and by the gestures. No motion is animated. */
import { make } from "../page/make";
import { middle } from "./middle";
import type { Point } from "./compass";
import { fitted, moved, parseView, revealing, scaleOf, type View, viewText, zoomed } from "./view";

export interface Zoom {
  /** Enlarges by a factor about a point of the window, or about the middle. */
  by(factor: number, about?: Point): void;
  /** Moves the drawing by pixels of the window. */
  move(by: Point): void;
  /** Brings an element of the drawing into view. */
  reveal(element: Element): void;
  /** Shows a part of the sheet, or the whole of it. */
  to(part?: View): void;
  /** Begins anew with the whole of another sheet. */
  restart(sheet: View): void;
  /** Keeps the view for a drawing that has just been replaced. */
  keep(): void;
  /** Adds a button beside those that zoom. */
  addTool(button: HTMLElement): void;
  readonly enlarged: boolean;
}

const STEP = 1.6;
/** What the buttons do not say. The styles show the first where there is a mouse or a trackpad, else the second. */
const HINTS = {
  "by-pointer": "Zoom also with Ctrl or ⌘ and the wheel, or the keys + − 0.",
  "by-touch": "Zoom also with two fingers.",
};

/** What each key does. By keyboard the map grows about the area that has the focus. */
type Actions = Readonly<Record<string, (about?: Point) => void>>;

export function startZoom(map: SVGSVGElement): Zoom {
  let sheet = parseView(map.getAttribute("viewBox") ?? "");
  let view = sheet;

  function see(next: View): void {
    view = next;
    map.setAttribute("viewBox", viewText(view));
    map.classList.toggle("enlarged", zoom.enlarged);
    const scale = scaleOf(view, sheet);
    for (const each of map.querySelectorAll("pattern")) each.setAttribute("patternTransform", `scale(${1 / scale})`);
    for (const each of document.querySelectorAll(".map-legend .swatch rect")) {
      const [width, height] = ["width", "height"].map((name) => Number(each.getAttribute(name)) / scale);
      each.parentElement?.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  }

  const zoom: Zoom = {
    by: (factor, about) => see(zoomed(view, sheet, factor, about && onSheet(map, about))),
    move: ({ x, y }) => {
      const unit = map.getScreenCTM()?.a ?? 1;
      see(moved(view, sheet, { x: -x / unit, y: -y / unit }));
    },
    reveal: (element) => {
      if (zoom.enlarged) see(revealing(view, sheet, boxOnSheet(map, element)));
    },
    to: (part) => see(part ? fitted(part, sheet) : sheet),
    restart: (whole) => see((sheet = whole)),
    keep: () => see(view),
    addTool: (button) => bar.append(button),
    get enlarged() {
      return view.width < sheet.width;
    },
  };
  const bar = make("div", { class: "map-tools", role: "group", "aria-label": "Map" });
  const actions: Actions = {
    "+": (about) => zoom.by(STEP, about),
    "=": (about) => zoom.by(STEP, about),
    "-": (about) => zoom.by(1 / STEP, about),
    "0": () => see(sheet),
  };
  map.addEventListener("keydown", (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action(event.target instanceof Element ? middle(event.target) : undefined);
  });
  bar.append(...tools(actions));
  map.before(bar);
  return zoom;
}

/** The buttons. They come from the script because without it they would do nothing. */
function tools(actions: Actions): HTMLElement[] {
  const buttons = [
    ["+", "+", "Zoom in", "key +, or Ctrl or ⌘ and the wheel"],
    ["-", "−", "Zoom out", "key −"],
    ["0", "⌂", "Whole map", "key 0"],
  ].map(([key = "", sign = "", label = "", how = ""]) => {
    const button = make("button", { type: "button", "aria-label": label, title: `${label} (${how})` }, sign);
    button.addEventListener("click", () => actions[key]?.());
    return button;
  });
  const hints = Object.entries(HINTS).map(([css, words]) => make("p", { class: css }, words));
  return [...buttons, ...hints];
}

function onSheet(map: SVGSVGElement, { x, y }: Point): Point {
  return new DOMPoint(x, y).matrixTransform(map.getScreenCTM()?.inverse());
}

function boxOnSheet(map: SVGSVGElement, element: Element): View {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [start, end] = [onSheet(map, { x: left, y: top }), onSheet(map, { x: right, y: bottom })];
  return { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y };
}
