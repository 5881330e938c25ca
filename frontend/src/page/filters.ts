/** Filters without a reload: choices in the form, wherever they stand, and links that lead to this page with others. */
import { ofForm, samePage } from "./address";
import { here, isPlain, type Visit } from "./visits";

type Field = HTMLSelectElement | HTMLInputElement;

export function startFilters(main: HTMLElement, visit: Visit): void {
  function submit(form: HTMLFormElement): void {
    const next = ofForm(here(), new FormData(form), defaultsOf(form));
    if (!samePage(next, here())) visit(next);
  }
  main.addEventListener("change", ({ target }) => {
    if (isField(target) && isFilters(target.form)) submit(target.form);
  });
  main.addEventListener("submit", (event) => {
    if (!isFilters(event.target)) return;
    event.preventDefault();
    submit(event.target);
  });
  main.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!(link instanceof HTMLAnchorElement) || !isPlain(event) || !leadsHere(link)) return;
    event.preventDefault();
    visit(new URL(link.href));
  });
}

/** Sets the fields that stand outside the replaced form to what an address says. */
export function followAddress(address: URL): void {
  for (const field of document.querySelectorAll<HTMLSelectElement>("select[form=filters]"))
    field.value = address.searchParams.get(field.name) ?? field.dataset["default"] ?? "";
}

function defaultsOf(form: HTMLFormElement): Record<string, string> {
  const fields = [...form.elements].filter(isField);
  return Object.fromEntries(fields.map((field) => [field.name, field.dataset["default"] ?? ""]));
}

function isField(target: unknown): target is Field {
  return target instanceof HTMLSelectElement || target instanceof HTMLInputElement;
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
