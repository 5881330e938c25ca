/**
 * A slider over the days of the list that stands in the page without script: by year up to the edition's day, then the
 * days on which councils are to be replaced. It plays, steps, and takes an exact day; the day is in the address.
 */
import { make } from "../page/make";
import { withChoice } from "../page/address";
import { here, type Visit } from "../page/visits";
import { next, type Step, stepOf } from "./steps";

/** Milliseconds on each day while it plays. */
const PACE = 1000;

/** Gives a function that sets the slider to the day of the address. `wanted`: called at the first sign of use. */
export function startSlider(figure: HTMLElement, visit: Visit, wanted: () => void): () => void {
  const time = figure.querySelector<HTMLElement>(".time");
  const select = time?.querySelector("select");
  return time && select ? started(time, select, figure.dataset["asAt"] ?? "", visit, wanted) : () => undefined;
}

function started(time: HTMLElement, select: HTMLSelectElement, asAt: string, visit: Visit, wanted: () => void): () => void {
  const steps = stepsOf(select, asAt);
  const range = make("input", { type: "range", id: "day-slider", min: "0", max: String(steps.length - 1), "aria-label": "Day" });
  const play = make("button", { type: "button" });
  const back = make("button", { type: "button", "aria-label": "Earlier", title: "Earlier" }, "‹");
  const on = make("button", { type: "button", "aria-label": "Later", title: "Later" }, "›");
  const exact = make("input", { type: "date", class: "govuk-input", "aria-label": "Exact day", min: "2008-04-01" });
  const said = make("output", { for: "day-slider" });
  let playing = 0;

  const day = (): string => here().searchParams.get("on") ?? "";
  const at = (): number => stepOf(steps, day(), asAt);
  function go(to: number, passing: boolean): void {
    const step = steps[Math.min(Math.max(to, 0), steps.length - 1)];
    if (step && step.value !== day()) visit(withChoice(here(), "on", step.value), passing);
    follow();
  }
  function stop(): void {
    clearInterval(playing);
    playing = 0;
    label();
  }
  function start(): void {
    playing = window.setInterval(() => {
      if (at() + 1 < steps.length) go(at() + 1, true);
      else stop();
    }, PACE);
    if (at() + 1 >= steps.length) go(next(steps, at()), true);
    label();
  }
  function label(): void {
    const words = playing ? "Pause" : "Play";
    play.textContent = playing ? "❚❚" : "▶";
    play.setAttribute("aria-label", words);
    play.title = words;
  }
  function follow(): void {
    const step = steps.find(({ value }) => value === day());
    const words = step?.words ?? wordsOf(day());
    range.value = String(at());
    range.setAttribute("aria-valuetext", [words, step?.heading].filter(Boolean).join(", "));
    exact.value = day() || asAt;
    if (![...select.options].some(({ value }) => value === day())) select.append(new Option(words, day()));
    select.value = day();
    const coming = (day() || asAt) > asAt;
    said.textContent = coming && step?.heading ? `${words}: ${step.heading.toLowerCase()}` : words;
    time.classList.toggle("coming", coming);
  }

  play.addEventListener("click", () => (playing ? stop() : start()));
  back.addEventListener("click", () => go(at() - (day() === steps[at()]?.value ? 1 : 0), false));
  on.addEventListener("click", () => go(at() + 1, false));
  range.addEventListener("input", () => go(Number(range.value), true));
  exact.addEventListener("change", () => {
    if (exact.value) visit(withChoice(here(), "on", exact.value === asAt ? "" : exact.value));
    follow();
  });
  for (const by of ["pointerdown", "keydown"]) range.addEventListener(by, stop);
  for (const sign of ["pointerenter", "focusin"]) time.addEventListener(sign, wanted);
  select.hidden = true; // it still tells the form of filters which day is shown
  time.classList.add("slides");
  time.replaceChildren(play, back, make("div", { class: "time-line" }, range, marks(steps)), on, said, exact, select);
  label();
  follow();
  return follow;
}

/** Under the line: where it begins, where today is, where it ends. */
function marks(steps: readonly Step[]): HTMLElement {
  const today = steps.findIndex(({ value }) => value === "");
  const ends = [...new Set([0, today, steps.length - 1])].filter((at) => at >= 0);
  const words = ends.map((at) => {
    const mark = make("span", {}, at === today ? "today" : (steps[at]?.value.slice(0, 4) ?? ""));
    mark.style.setProperty("--at", String(at / Math.max(1, steps.length - 1)));
    return mark;
  });
  return make("div", { class: "time-marks", "aria-hidden": "true" }, ...words);
}

/** The options in the order of their days: one that was asked for exactly may stand first in the list. */
function stepsOf(select: HTMLSelectElement, asAt: string): readonly Step[] {
  const steps = [...select.options].map((option) => {
    const group = option.parentElement instanceof HTMLOptGroupElement ? option.parentElement.label : "";
    return { value: option.value, words: option.text, heading: group };
  });
  return steps.sort((a, b) => ((a.value || asAt) < (b.value || asAt) ? -1 : 1));
}

function wordsOf(day: string): string {
  return new Date(`${day}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
