/** Views that a reader has named, kept in this browser and nowhere else: open, name anew, take away. */
import { make } from "./page/make";
import { added, type Kept, read, renamed, without, written } from "./keep/kept";

const PLACE = "sharemap-kept";

function start(room: HTMLElement): void {
  const name = make("input", { class: "govuk-input", id: "keep-name", maxlength: "80" });
  const keep = make("button", { type: "submit", class: "govuk-button govuk-button--secondary" }, "Keep this view");
  const form = make("form", { class: "inline-form" }, make("label", { for: "keep-name" }, "A name for what you see now"), name, keep);
  const list = make("ul", { class: "plain-list" });
  const said = make("p", { role: "status" });

  function change(by: (kept: readonly Kept[]) => readonly Kept[], words: string): void {
    try {
      localStorage.setItem(PLACE, written(by(read(localStorage.getItem(PLACE)))));
      said.textContent = words;
    } catch {
      said.textContent = "This browser keeps nothing for us: it may be in a private window, or full. Keep the link instead.";
    }
    show();
  }

  function show(): void {
    list.replaceChildren(...stored().map(line));
  }

  function line(kept: Kept): HTMLElement {
    const rename = make("button", { type: "button", class: "link-button", "aria-label": `Rename ${kept.name}` }, "rename");
    const drop = make("button", { type: "button", class: "link-button", "aria-label": `Take away ${kept.name}` }, "take away");
    rename.addEventListener("click", () => {
      const now = prompt("A new name", kept.name)?.trim();
      if (now) change((all) => renamed(all, kept.name, now), `It is called “${now}” now.`);
    });
    drop.addEventListener("click", () => change((all) => without(all, kept.name), `“${kept.name}” is taken away.`));
    return make("li", {}, make("a", { href: `/${kept.query}` }, kept.name), " ", rename, " ", drop);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const called = name.value.trim();
    if (!called) {
      said.textContent = "Give it a name first.";
      name.focus();
      return;
    }
    change((all) => added(all, { name: called, query: location.search }), `“${called}” is kept.`);
    name.value = "";
  });
  room.append(
    make("h2", {}, "Views you keep"),
    make("p", { class: "figure-note" }, "They are kept in this browser only. Nobody else sees them, and we do not know of them."),
    form,
    said,
    list,
  );
  room.hidden = false;
  show();
}

function stored(): readonly Kept[] {
  try {
    return read(localStorage.getItem(PLACE));
  } catch {
    return [];
  }
}

const room = document.getElementById("kept");
if (room) start(room);
