/** Says in words, to those who cannot see it, what has just changed in the page. */

export type Announce = (words: string) => void;

/** Adds a polite live region. It has to stand in the page, empty, before it has something to say. */
export function announcer(): Announce {
  const region = document.createElement("p");
  region.className = "govuk-visually-hidden";
  region.setAttribute("role", "status");
  document.body.append(region);
  return (words) => {
    region.textContent = words;
  };
}
