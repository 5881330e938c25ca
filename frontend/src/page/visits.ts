/**
 * Goes to another address of the same page without a reload. The history is in step from the first moment, so that the
 * address is always what was last asked for; an answer that comes too late is thrown away, and where none comes the
 * browser loads the address as it would have done without script.
 */
import { samePage } from "./address";

export type Visit = (address: URL) => void;

/** Starts to listen for the back button. `show` puts what was fetched into the page, which is `aria-busy` until then. */
export function startVisits(main: HTMLElement, show: (page: Document) => void): Visit {
  let shown = here();
  let pending: AbortController | undefined;

  async function load(): Promise<void> {
    pending?.abort();
    const mine = (pending = new AbortController());
    shown = here();
    main.setAttribute("aria-busy", "true");
    const page = await fetched(shown, mine.signal);
    if (mine.signal.aborted) return;
    if (!page) return location.reload();
    show(page);
    main.removeAttribute("aria-busy");
  }

  addEventListener("popstate", () => {
    if (!samePage(here(), shown)) void load();
  });
  return (address) => {
    history.pushState(null, "", address);
    void load();
  };
}

export function here(): URL {
  return new URL(location.href);
}

async function fetched(address: URL, signal: AbortSignal): Promise<Document | undefined> {
  try {
    const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return undefined;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return undefined;
  }
}

/** Whether a click asks for nothing but to follow: no key held, no other button, not yet dealt with. */
export function isPlain(click: MouseEvent): boolean {
  return click.button === 0 && !(click.ctrlKey || click.metaKey || click.shiftKey || click.altKey || click.defaultPrevented);
}
