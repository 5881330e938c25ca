/** Suggestions in the search box: what the search finds first for the letters so far. Enter alone searches as ever. */
import { announcer } from "../page/announce";
import { make } from "../page/make";
import { startCombobox } from "./combobox";

interface Finding {
  readonly label: string;
  readonly href: string;
  readonly note: string;
}

/** Letters before the first look. */
const LEAST = 2;

export function startSuggestions(form: HTMLFormElement): void {
  const input = form.querySelector("input");
  if (!input) return;
  const announce = announcer();
  const offer = startCombobox(input, "Suggestions", (option) => location.assign(option.dataset["href"] ?? "/"));
  let pending: AbortController | undefined;

  input.addEventListener("input", async () => {
    pending?.abort();
    const mine = (pending = new AbortController());
    const found = await findings(form, input.value.trim(), mine.signal);
    if (mine.signal.aborted || document.activeElement !== input) return;
    offer(found.map(option));
    announce(found.length ? `${found.length} suggestions. The down arrow leads to them.` : "");
  });
}

function option({ label, href, note }: Finding): HTMLElement {
  return make("li", { "data-href": href }, label, " ", make("span", { class: "suggestion-note" }, note));
}

/** None for a word too short, or while the search cannot be reached: the form still works. */
async function findings(form: HTMLFormElement, words: string, signal: AbortSignal): Promise<readonly Finding[]> {
  if (words.length < LEAST) return [];
  try {
    const answer = await fetch(`${form.action}.json?${new URLSearchParams({ q: words })}`, { signal });
    return answer.ok ? ((await answer.json()) as { found: Finding[] }).found : [];
  } catch {
    return [];
  }
}
