/** The script of a map in a frame: it tells the page around it how high it is, so that the frame can follow. */

function tell(): void {
  parent.postMessage({ sharemap: "height", height: document.documentElement.scrollHeight }, "*");
}

if (parent !== window) {
  new ResizeObserver(tell).observe(document.body);
  for (const link of document.querySelectorAll<SVGAElement>("a.area")) link.setAttribute("target", "_blank");
}
