/**
 * Puts the regions of a page just fetched in place of those shown: each `[data-replace]` by the one with the same id.
 * What has the focus keeps it, and its place in the window.
 */
export function replaceRegions(fetched: Document): void {
  const back = markFocus();
  const height = focusHeight();
  for (const old of document.querySelectorAll("[data-replace]")) {
    const fresh = fetched.getElementById(old.id);
    if (!fresh) continue;
    keepOpen(old, fresh);
    old.replaceWith(fresh);
  }
  back();
  if (document.activeElement !== document.body) scrollBy({ top: focusHeight() - height, behavior: "instant" });
}

/** What was unfolded stays so. */
function keepOpen(old: Element, fresh: Element): void {
  const before = [...old.querySelectorAll("details")];
  fresh.querySelectorAll("details").forEach((each, at) => (each.open ||= before[at]?.open ?? false));
}

function focusHeight(): number {
  return document.activeElement?.getBoundingClientRect().top ?? 0;
}

/** Remembers where the focus is; gives a function that puts it there again if its element was replaced. */
function markFocus(): () => void {
  const held = document.activeElement;
  const region = held?.closest("[data-replace]");
  if (!(held instanceof HTMLElement) || !region) return () => undefined;
  const { tagName, id, textContent } = held;
  return () => {
    if (held.isConnected) return;
    const now = document.getElementById(region.id);
    const alike = [...(now?.querySelectorAll<HTMLElement>(tagName) ?? [])];
    const twin = alike.find((each) => (id ? each.id === id : each.textContent === textContent));
    focus(twin ?? now);
  };
}

/** Moves the focus, to what cannot hold it by itself too. */
export function focus(target: HTMLElement | null | undefined): void {
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (target instanceof HTMLInputElement) target.setSelectionRange(target.value.length, target.value.length);
}
