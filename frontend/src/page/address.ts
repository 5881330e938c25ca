/** The page's address as its state: the address that one more choice leads to. Pure. */

/** The address with one filter set, or taken away by a blank; the list begins at its first page again. */
export function withChoice(address: URL, name: string, value: string): URL {
  const next = withoutPage(address);
  if (value) next.searchParams.set(name, value);
  else next.searchParams.delete(name);
  return next;
}

/** The address that a form of filters leads to; what is blank is left out. */
export function ofForm(address: URL, fields: Iterable<readonly [string, unknown]>): URL {
  const next = new URL(address.pathname, address);
  for (const [name, value] of fields) if (typeof value === "string" && value.trim()) next.searchParams.set(name, value);
  return withoutPage(next);
}

function withoutPage(address: URL): URL {
  const next = new URL(address);
  next.searchParams.delete("page");
  next.hash = "";
  return next;
}

/** Whether two addresses show the same thing, perhaps at another place of the page. */
export function samePage(a: URL, b: URL): boolean {
  return a.origin === b.origin && a.pathname === b.pathname && a.search === b.search;
}
