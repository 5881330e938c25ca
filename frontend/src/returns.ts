/** Saves a decision at once and quietly: the card changes in its place, and the page stays where it is. */
async function save(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const said = new FormData(form, button);
  button.setAttribute("aria-disabled", "true");
  const answer = await fetch(form.action, { method: "POST", body: said });
  const card = form.closest("article");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = card && page.getElementById(card.id);
  const progress = page.getElementById("progress");
  // A conflict, a refusal or the door: the server's own page says it best.
  if (!answer.ok || !card || !fresh || !progress) throw new Error(String(answer.status));
  card.replaceWith(fresh);
  document.getElementById("progress")?.replaceChildren(...progress.childNodes);
  (document.querySelector<HTMLElement>(`#${fresh.id} ~ article .answer-acts button`) ?? fresh).focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!(form instanceof HTMLFormElement && button instanceof HTMLButtonElement && "quiet" in form.dataset)) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled")) return;
  save(form, button).catch(() => {
    delete form.dataset.quiet;
    button.removeAttribute("aria-disabled");
    form.requestSubmit(button);
  });
});
