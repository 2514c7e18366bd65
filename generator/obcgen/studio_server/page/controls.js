/**
 * One question of the interview: its label, its control by the kind of value, what helps to answer it and what is
 * wrong with the answer. The page only shows and sends what is typed; what it means the studio decides.
 */

import { announce, button, coded, counted, el, fresh, paused, put, say } from "./dom.js";
import { dotted } from "./paths.js";
import { remedied } from "./problems.js";

const PAUSE = 350;
/** The code of a blank: it is open, and nothing is wrong with that. */
export const BLANK = "SPC-19";
const SHORT = new Set(["money", "share", "date", "time", "number", "choice", "yes_no"]);
const LONG = new Set(["prose"]);
const HINTS = {
  money: "an amount in dollars",
  share: "such as 40 %",
  date: "month, day, year: 03/01/2027 or March 1, 2027",
  time: "such as March 1, 2027, 5:00 PM",
  number: "a number",
};

/** Return a question: `{element, path, update(field), focus()}`. */
export function question(studio, field) {
  const chosen = field.control === "choice" || field.control === "yes_no";
  const make = chosen ? choice : LONG.has(field.control) ? long : line;
  return framed(studio, field, make);
}

function framed(studio, first, make) {
  const id = fresh("field");
  const state = { field: first, sending: 0, dirty: false };
  const label = el("label", { for: id }, first.label);
  const help = el("p", { id: `${id}-help`, class: "help" });
  const note = el("p", { id: `${id}-note`, class: "note" });
  const wrong = el("div", { id: `${id}-wrong`, class: "wrong" });
  const tags = el("span", { class: "tags" });
  const more = explained(first);
  const control = make(id, first, { typed, left: () => later.now() });
  const element = el("div", { class: `question ${SHORT.has(first.control) ? "short" : ""}`, "data-path": dotted(first.path) },
    el("div", { class: "top" }, label, tags), help, control.element, note, wrong, more);
  const later = paused(send, PAUSE);

  function typed(text) {
    state.dirty = true;
    later(text);
  }

  async function send(text) {
    const { field } = state;
    if (text === given(field) && !state.refused) {
      state.dirty = false;
      return;
    }
    const request = text.trim() === "" ? { do: "clear", path: field.path } : { do: "set", path: field.path, typed: text };
    const at = dotted(field.path);
    studio.refuse(at);
    state.sending += 1;
    const reply = await studio.edit(request);
    state.sending -= 1;
    state.refused = !reply.ok;
    state.filled = reply.filled ? `${counted(reply.filled, "other answer follows", "other answers follow")} from this: look at them` : "";
    if (reply.filled) announce(state.filled);
    state.dirty = state.refused || control.value() !== text; // what cannot be read stays for its writer to mend
    if (reply.ok || !reply.problems) return;
    studio.refuse(at, { label: field.label, text, problems: reply.problems });
    showWrong(reply.problems);
    studio.tell("refusal");
  }

  function showWrong(problems) {
    const faults = problems.filter((each) => each.code !== BLANK);
    put(wrong, faults.map((problem) => told(studio, problem)));
    const errors = faults.some((each) => each.severity === "error");
    element.classList.toggle("bad", errors && (state.refused || state.field.value !== null));
    control.input.toggleAttribute("aria-invalid", false);
    if (errors) control.input.setAttribute("aria-invalid", "true");
  }

  function update(field) {
    state.field = field;
    if (state.refused && !state.sending && !studio.refused.has(dotted(field.path))) state.refused = state.dirty = false;
    if (help.dataset.text !== (field.help ?? "")) {
      help.dataset.text = field.help ?? "";
      put(help, coded(field.help));
    }
    help.hidden = !field.help;
    const notes = !state.refused && [followed(field), field.note, !field.value && !field.follows && HINTS[field.control], state.filled].filter(Boolean).join(" · ");
    say(note, notes || "");
    note.hidden = !notes;
    const described = [field.help && help.id, notes && note.id, wrong.id].filter(Boolean).join(" ");
    control.input.setAttribute("aria-describedby", described);
    element.classList.toggle("open", field.value === null && needed(field) && !field.follows);
    if (field.blank) control.input.setAttribute("placeholder", field.blank);
    put(tags, ...tagged(studio, field));
    if (!state.dirty) control.set(given(field), field);
    if (!state.refused) showWrong(field.problems ?? []);
  }

  control.input.addEventListener("focus", () => studio.look(dotted(state.field.path)));
  const kept = studio.refused.get(dotted(first.path));
  if (kept) {
    control.set(kept.text, first);
    Object.assign(state, { refused: true, dirty: true });
    showWrong(kept.problems);
  }
  update(first);
  return { element, path: dotted(first.path), update, focus: () => control.input.focus() };
}

/** Return what an answer follows from, or that it was filled in and nobody looked at it. */
function followed({ follows, value, looked }) {
  if (!follows) return "";
  if (value === null) return `Follows: ${follows}, once that is filled in`;
  return looked ? "" : `Filled in for you: ${follows}`;
}

function given(field) {
  if (field.value === null || field.value === undefined) return "";
  if (field.control === "yes_no") return /^(true|yes)$/i.test(field.value) ? "yes" : "no";
  return field.control === "choice" ? field.value : field.shown || field.value;
}

function tagged(studio, field) {
  if (field.prefilled && !field.looked) {
    const seen = button("I have looked at it", async () => {
      await studio.edit({ do: "look", path: field.path }, "look");
      announce(`${field.label}: looked at.`);
    }, { class: "small" });
    return [el("span", { class: "tag filled" }, "Filled in for you"), seen];
  }
  if (field.value === null || field.value === undefined) {
    if (field.follows) return [el("span", { class: "tag" }, "Follows")];
    return [el("span", { class: `tag ${needed(field) ? "needed" : "optional"}` }, needed(field) ? "Open" : "Optional")];
  }
  return [];
}

/** Tell whether a question has to be answered: always, or since the spec holds a blank for it. */
function needed(field) {
  return Boolean(field.required || field.blank);
}

function explained(field) {
  if (!field.source && !field.example) return null;
  return el("details", { class: "more" }, el("summary", {}, "Why, and an example"),
    field.source && el("p", {}, field.source),
    field.example && el("p", {}, el("span", { class: "quiet" }, `${field.example_from || "A real deal"}: `), el("q", {}, `${field.example}`)));
}

/** Return what to do about a problem, and why a person has to decide it. */
export function advised(problem) {
  const told = [problem.advice || problem.hint, problem.decides].filter(Boolean).join(" ");
  return told && el("p", { class: "hint" }, told);
}

export function told(studio, problem) {
  const word = { error: "Problem", warning: "Warning", note: "Note" }[problem.severity] ?? "Note";
  return el("div", { class: `problem ${problem.severity}` },
    el("p", {}, el("strong", {}, `${word}: `), problem.says || problem.message),
    advised(problem),
    remedied(studio, problem));
}

function line(id, field, { typed, left }) {
  const numeric = ["money", "share", "number"].includes(field.control);
  const input = el("input", {
    id, type: "text", autocomplete: "off", spellcheck: numeric ? "false" : "true",
    class: `is-${field.control}`, inputmode: numeric ? "decimal" : false,
    on: { input: () => typed(input.value), change: left, blur: left },
  });
  return { element: input, input, value: () => input.value, set: (text) => { if (input.value !== `${text}`) input.value = text; } };
}

function long(id, field, { typed, left }) {
  const input = el("textarea", { id, rows: 4, spellcheck: "true", on: { input: () => { grow(); typed(input.value); }, change: left, blur: left } });
  const grow = () => {
    const rows = Math.min(16, Math.max(3, input.value.split("\n").reduce((sum, text) => sum + 1 + Math.floor(text.length / 72), 0)));
    if (input.rows !== rows) input.rows = rows;
  };
  const set = (text) => {
    if (input.value !== `${text}`) input.value = text;
    grow();
  };
  return { element: input, input, value: () => input.value, set };
}

function choice(id, field, { typed, left }) {
  const options = field.choices?.length ? field.choices : [{ value: "yes", label: "Yes" }, { value: "no", label: "No" }];
  const input = el("select", { id, on: { change: () => { typed(input.value); left(); } } },
    el("option", { value: "" }, "Not decided yet"),
    options.map((each) => el("option", { value: each.value ?? each }, each.label ?? each.value ?? each)));
  const set = (text, { choices = [] } = {}) => {
    for (const each of choices) if (![...input.options].some((option) => option.value === each.value)) input.append(el("option", { value: each.value }, each.label));
    const known = [...input.options].some((option) => option.value === `${text}`);
    if (!known) input.append(el("option", { value: text }, `${text}`));
    input.value = text;
  };
  return { element: input, input, value: () => input.value, set };
}
