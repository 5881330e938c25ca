/**
 * Goes to another address of the same page without a reload. The history is in step from the first moment, so that the
 * address is always what was last asked for; an answer that comes too late is thrown away, and where none comes the
 * browser loads the address as it would have done without script.
 */
import { samePage } from "./address";

/** `passing`: one of many that follow each other fast, as a slider gives; it takes no step of the history. */
export type Visit = (address: URL, passing?: boolean) => void;

export interface Showing {
  /** What can be shown before the answer is there. */
  begin(address: URL): void;
  /** Whether the outlines that an address asks for are here, so that the answer may do without. */
  drawn(address: URL, shown: URL): boolean;
  /** Puts what was fetched into the page. */
  show(page: Document): void;
}

/** Milliseconds that a passing address waits for the next one before it is asked for. */
const PAUSE = 150;

/** Starts to listen for the back button. The page is `aria-busy` from a visit until its answer is shown. */
export function startVisits(main: HTMLElement, showing: Showing): Visit {
  let asked = here();
  let shown = asked;
  let pending: AbortController | undefined;

  async function load(pause: number): Promise<void> {
    pending?.abort();
    const mine = (pending = new AbortController());
    asked = here();
    main.setAttribute("aria-busy", "true");
    showing.begin(asked);
    if (pause) await new Promise((go) => setTimeout(go, pause));
    if (mine.signal.aborted) return;
    const page = await fetched(asked, showing.drawn(asked, shown), mine.signal);
    if (mine.signal.aborted) return;
    if (!page) return location.reload();
    shown = asked;
    showing.show(page);
    main.removeAttribute("aria-busy");
  }

  addEventListener("popstate", () => {
    if (!samePage(here(), asked)) void load(0);
  });
  return (address, passing = false) => {
    if (passing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    void load(passing ? PAUSE : 0);
  };
}

export function here(): URL {
  return new URL(location.href);
}

async function fetched(address: URL, partsOnly: boolean, signal: AbortSignal): Promise<Document | undefined> {
  const parts: Record<string, string> = partsOnly ? { "X-Sharemap-Parts": "1" } : {};
  try {
    const answer = await fetch(address, { signal, headers: { Accept: "text/html", ...parts } });
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
