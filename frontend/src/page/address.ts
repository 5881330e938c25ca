/** The page's address as its state: the address that one more choice leads to. Pure. */

/** The address with one filter set, or taken away by a blank; the list begins at its first page again. */
export function withChoice(address: URL, name: string, value: string): URL {
  const next = withoutPage(address);
  if (value) next.searchParams.set(name, value);
  else next.searchParams.delete(name);
  return next;
}

/** The address with these bodies chosen, each once, in place of those before. */
export function withBodies(address: URL, bodies: Iterable<string>): URL {
  const next = withChoice(address, "body", "");
  for (const body of new Set(bodies)) next.searchParams.append("body", body);
  return next;
}

/** The address that a form of filters leads to; what is blank or at its default is left out. */
export function ofForm(
  address: URL,
  fields: Iterable<readonly [string, unknown]>,
  defaults: Readonly<Record<string, string>> = {},
): URL {
  const next = new URL(address.pathname, address);
  for (const [name, value] of fields) {
    if (typeof value !== "string" || !value.trim() || value === defaults[name]) continue;
    if (!next.searchParams.getAll(name).includes(value)) next.searchParams.append(name, value);
  }
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

/** Whether two addresses have the same value, or none, for each of some filters. */
export function sameIn(a: URL, b: URL, names: readonly string[]): boolean {
  return names.every((name) => a.searchParams.get(name) === b.searchParams.get(name));
}
