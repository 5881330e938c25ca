/** Finds entries by typed words: as explore/folding.py, residents.py and texts.py have it. Pure. */
import { type Bits, bitsOf } from "./bits";

/** `texts`: folded, by position, each word after a blank. `asked_as`: what is typed, and what is looked for instead. */
export interface Texts {
  readonly texts: readonly string[];
  readonly asked_as: Readonly<Record<string, readonly string[]>>;
}

/** Entries that hold, for each term, words that begin like those of one of its phrases. */
export function matching({ texts, asked_as }: Texts, typed: string): Bits {
  const wanted = terms(fold(typed).split(" ").filter(Boolean), asked_as);
  const meets = (text: string): boolean => wanted.every((phrases) => phrases.some((phrase) => text.includes(` ${phrase}`)));
  return bitsOf(texts.length, texts.flatMap((text, position) => (meets(text) ? [position] : [])));
}

/** Lower case, no accents, `&` as `and`, words parted by one blank. */
export function fold(text: string): string {
  const plain = text.toLowerCase().replaceAll("ß", "ss").replaceAll("&", " and ").normalize("NFKD");
  const letters = plain.replaceAll(/\p{M}/gu, "").replaceAll(/['’‘`]/g, "");
  return letters.replaceAll(/[^a-z0-9]+/g, " ").trim();
}

/** The longest phrase that people ask for comes before its words. */
function terms(words: readonly string[], askedAs: Texts["asked_as"]): (readonly string[])[] {
  const longest = Math.max(1, ...Object.keys(askedAs).map((phrase) => phrase.split(" ").length));
  const found: (readonly string[])[] = [];
  for (let at = 0; at < words.length; ) {
    let taken = longest;
    while (taken > 1 && !(words.slice(at, at + taken).join(" ") in askedAs)) taken--;
    const phrase = words.slice(at, at + taken).join(" ");
    found.push(askedAs[phrase] ?? [phrase]);
    at += taken;
  }
  return found;
}
