/** Loads something from an address of ours at the first sign that it is wanted. Where it cannot be had, the page works without. */

export interface Once<Held> {
  /** Starts to load it, the first time. */
  want(): void;
  /** Undefined until it is here. */
  readonly held: Held | undefined;
}

export function once<Held>(address: string, here: (held: Held) => void = () => undefined): Once<Held> {
  let asked = false;
  let held: Held | undefined;

  async function load(): Promise<void> {
    try {
      const answer = await fetch(address);
      if (!answer.ok) return;
      here((held = (await answer.json()) as Held));
    } catch {
      // Not to be had: what is on the page still works.
    }
  }
  return {
    want: () => {
      if (!asked) void load();
      asked = true;
    },
    get held() {
      return held;
    },
  };
}
