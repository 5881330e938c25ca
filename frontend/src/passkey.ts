/** Passkeys of the register team: asks the device, and sends what it says in the page's own form. */

const able = "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;

async function credential(form: HTMLFormElement): Promise<Credential | null> {
  const toMake = form.dataset.passkey;
  if (toMake) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(toMake));
    return navigator.credentials.create({ publicKey });
  }
  const answer = await fetch(`${form.action}.json`);
  if (!answer.ok) throw new Error(String(answer.status));
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await answer.json()) });
}

async function send(form: HTMLFormElement): Promise<void> {
  const given = await credential(form);
  const field = form.elements.namedItem("credential");
  if (!(given instanceof PublicKeyCredential && field instanceof HTMLInputElement)) throw new Error("no passkey");
  field.value = JSON.stringify(given.toJSON());
  form.submit();
}

if (able) {
  document.querySelectorAll("[data-passkey-missing]").forEach((each) => each.remove());
  document.querySelectorAll<HTMLFormElement>("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form).catch(() => form.querySelector("[role=alert]")?.removeAttribute("hidden"));
    });
  });
}
