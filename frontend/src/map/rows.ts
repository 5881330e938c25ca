/** A row of the table under the pointer, or else the one that holds the focus, lights its members on the map. */
import type { Areas } from "./areas";

export function startRows(main: HTMLElement, areas: Areas): void {
  let lit: readonly Element[] = [];

  function light(target: EventTarget | null): void {
    const members = membersOf(target) ?? membersOf(document.activeElement) ?? [];
    for (const area of lit) area.classList.remove("lit");
    lit = members.flatMap(areas.drawings);
    for (const area of lit) area.classList.add("lit");
  }

  main.addEventListener("pointerover", ({ target }) => light(target));
  main.addEventListener("pointerleave", () => light(null));
  main.addEventListener("focusin", ({ target }) => light(target));
  main.addEventListener("focusout", ({ relatedTarget }) => light(relatedTarget));
}

function membersOf(target: EventTarget | null): readonly string[] | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-members]") : null;
  return row?.dataset["members"]?.split(" ");
}
