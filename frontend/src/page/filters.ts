/** Filters without a reload: choices in the form, and links that lead to this page with other choices. */
import { ofForm, samePage, withChoice } from "./address";
import { here, isPlain, type Visit } from "./visits";

export function startFilters(main: HTMLElement, visit: Visit): void {
  main.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && isFilters(target.form)) visit(withChoice(here(), target.name, target.value));
  });
  main.addEventListener("submit", (event) => {
    if (!isFilters(event.target)) return;
    event.preventDefault();
    visit(ofForm(here(), new FormData(event.target)));
  });
  main.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!(link instanceof HTMLAnchorElement) || !isPlain(event) || !leadsHere(link)) return;
    event.preventDefault();
    visit(new URL(link.href));
  });
}

function isFilters(form: EventTarget | null): form is HTMLFormElement {
  return form instanceof HTMLFormElement && form.id === "filters";
}

/** Whether a link leads to this page with other choices, not just to another part of it. */
function leadsHere(link: HTMLAnchorElement): boolean {
  const address = new URL(link.href);
  const elsewhere = address.origin !== location.origin || address.pathname !== location.pathname;
  return !elsewhere && !(address.hash && samePage(address, here()));
}
