/**
 * A text box with a list of options below it, as the ARIA practices describe a combobox: the focus stays in the box,
 * Down and Up mark an option, Enter follows it, Escape closes the list.
 */
import { make } from "../page/make";

/** Offers options in place of those before; none closes the list. */
export type Offer = (options: readonly HTMLElement[]) => void;

export function startCombobox(input: HTMLInputElement, label: string, follow: (option: HTMLElement) => void): Offer {
  const list = make("ul", { class: "suggestions", id: `${input.id}-options`, role: "listbox", "aria-label": label });
  let options: readonly HTMLElement[] = [];
  let marked = -1;

  function offer(next: readonly HTMLElement[]): void {
    options = next;
    options.forEach((option, index) => setAll(option, { role: "option", id: `${list.id}-${index}` }));
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function mark(index: number): void {
    marked = index;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    input.setAttribute("aria-activedescendant", options[index]?.id ?? "");
    options[index]?.scrollIntoView({ block: "nearest" });
  }

  /** One step along the options and, between the last and the first, the box itself. */
  function step(by: number): void {
    const places = options.length + 1;
    mark(((marked + 1 + by + places) % places) - 1);
  }

  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Escape: () => offer([]),
    Enter: () => {
      const option = options[marked];
      if (option) follow(option);
    },
  };
  input.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (list.hidden || !action || (event.key === "Enter" && marked < 0)) return;
    event.preventDefault();
    action();
  });
  input.addEventListener("blur", () => offer([]));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the box
  list.addEventListener("click", ({ target }) => {
    const option = options.find((each) => target instanceof Node && each.contains(target));
    if (option) follow(option);
  });
  setAll(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, autocomplete: "off" });
  input.parentElement?.after(list);
  offer([]);
  return offer;
}

function setAll(element: HTMLElement, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
