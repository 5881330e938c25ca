/** Asks, while a new arrangement is typed, whether it is one that is told already. Without script it is asked on sending. */
import { announcer } from "./page/announce";
import { make } from "./page/make";

interface Alike {
  readonly html: string;
  readonly said: string;
}

/** Milliseconds of rest after a letter before it is asked. */
const REST = 250;

/** `panel`: where the question comes; it names the address, the cells that are compared, and the cell that follows. */
function startTwice(panel: HTMLElement): void {
  const form = panel.closest("form");
  const compared = (panel.dataset["compared"] ?? "").split(" ");
  if (!form) return;
  const announce = announcer();
  let pending: AbortController | undefined;
  let timer = 0;

  const ask = async (): Promise<void> => {
    pending?.abort();
    const mine = (pending = new AbortController());
    const found = await alike(form, panel.dataset["ask"] ?? "", compared, mine.signal);
    if (!found || mine.signal.aborted) return;
    if (panel.dataset["html"] === found.html || panel.contains(document.activeElement)) return;
    panel.dataset["html"] = found.html;
    panel.replaceChildren(...new DOMParser().parseFromString(found.html, "text/html").body.childNodes);
    announce(found.said);
  };

  form.addEventListener("input", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLInputElement || cell instanceof HTMLTextAreaElement)) return;
    if (!compared.includes(cell.name)) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), REST);
  });
  panel.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLButtonElement>("button[name=another]");
    // Where the server asked, who answers has pressed “send” already, and the answer sends it.
    if (!button || !panel.dataset["html"]) return;
    event.preventDefault();
    form.append(make("input", { type: "hidden", name: "another", value: button.value }));
    panel.replaceChildren();
    document.getElementById(panel.dataset["then"] ?? "")?.focus();
    announce("Noted: it is another.");
  });
}

/** Nothing while the answer cannot be had: the question is asked again when the form is sent. */
async function alike(
  form: HTMLFormElement,
  address: string,
  compared: readonly string[],
  signal: AbortSignal,
): Promise<Alike | undefined> {
  const said = new FormData(form);
  const asked = new URLSearchParams();
  for (const name of [...compared, "another"]) for (const value of said.getAll(name)) asked.append(name, String(value));
  try {
    const answer = await fetch(`${address}?${asked}`, { signal });
    return answer.ok ? ((await answer.json()) as Alike) : undefined;
  } catch {
    return undefined;
  }
}

document.querySelectorAll<HTMLElement>("[data-ask]").forEach(startTwice);
