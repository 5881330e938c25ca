/** Outlines one area above all others, where no neighbour covers half of the line. */
import type { Area } from "./areas";

/** Gives a function that outlines the drawings of one area in a style, and takes away the outline before. */
export function outliner(style: string): (drawings: readonly Area[]) => void {
  let lines: Element[] = [];
  return (drawings) => {
    for (const line of lines) line.remove();
    lines = drawings.map((area) => outline(area, style));
  };
}

function outline(area: Area, style: string): Element {
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("class", `outline ${style}`);
  line.setAttribute("d", area.querySelector("path")?.getAttribute("d") ?? "");
  line.setAttribute("transform", area.getAttribute("transform") ?? "");
  area.parentNode?.append(line);
  return line;
}
