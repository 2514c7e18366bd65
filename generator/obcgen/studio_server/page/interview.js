/** The interview: pages of questions as steps, one shown, in step with the text of the spec. */

import { announce, button, counted, el, latest, put, say } from "./dom.js";
import { told } from "./controls.js";
import { questions } from "./groups.js";
import { dotted, steps } from "./paths.js";

const FOCUSED = "input, textarea, select, button, summary";

export async function interview(studio) {
  const list = el("ol", { class: "steps" });
  const where = el("summary");
  const narrow = matchMedia("(max-width: 56rem)");
  const folded = el("details", { open: !narrow.matches }, where, list);
  narrow.addEventListener("change", () => { folded.open = !narrow.matches; });
  const whole = el("div", { class: "whole" });
  const body = el("div", { class: "body" });
  const element = el("div", { class: "interview" },
    el("nav", { class: "side", "aria-label": "Steps" }, whole, folded), body);
  let pages = [];
  let here = "";
  let asked = null;
  /** What in the questions has the focus: a change may take it away. */
  let held = null;
  body.addEventListener("focusin", ({ target }) => {
    const around = target.closest("[data-path]");
    held = around && { target, path: around.dataset.path, at: [...around.querySelectorAll(FOCUSED)].indexOf(target) };
  });

  body.addEventListener("focusout", ({ target }) => setTimeout(() => {
    if (held?.target === target && target.isConnected && document.activeElement === document.body) held = null; // somebody left it
  }));

  /** Give the focus that a change has taken away to what stands there now, or to the last thing around it. */
  function refocused() {
    if (!held || held.target.isConnected || document.activeElement !== document.body) return;
    const place = nearest(body, steps(held.path));
    const all = [...place?.querySelectorAll(FOCUSED) ?? []];
    const same = place?.dataset.path === held.path;
    const { tagName, textContent, ariaLabel } = held.target;
    (same && all.find((each) => each.tagName === tagName && each.textContent === textContent && each.ariaLabel === ariaLabel) || same && all[held.at] || all.at(-1))?.focus();
  }

  const refresh = latest(async () => {
    const reply = await studio.ask({ do: "form", page: here || undefined });
    if (!reply.ok) return unread(reply.problems ?? []);
    pages = reply.pages;
    here ||= pages[0]?.id ?? "";
    follow(reply);
    const page = pages.find((each) => each.id === here);
    if (page && !updated(page.fields)) build(page);
    refocused();
    studio.tell("counted", { count: open(reply), warnings: reply.warnings });
  });

  /** Say what is wrong with a text of which no questions can be made; the next one that can is shown again. */
  function unread(problems) {
    if (!problems.length) return;
    put(whole, el("p", {}, "The steps are as before the text could not be read."));
    body.dataset.page = "";
    put(body, el("h1", { tabindex: "-1" }, "The text cannot be read as it is"), problems.map((each) => told(studio, each)),
      button("Go to the text", () => studio.tell("go", { view: "text", line: problems[0].line }), { class: "main" }));
  }

  /** Bring the questions that are shown up to date; false where there are others now. */
  function updated(fields) {
    return body.dataset.page === here && asked?.update(fields ?? []);
  }

  function build(page) {
    const at = pages.indexOf(page);
    asked = questions(studio, page.fields ?? []);
    body.dataset.page = page.id;
    put(body,
      el("h1", { tabindex: "-1" }, page.title),
      page.intro && el("p", { class: "intro" }, page.intro),
      asked.element,
      el("div", { class: "onwards" },
        at > 0 ? button(`Back: ${pages[at - 1].title}`, () => go(pages[at - 1].id)) : el("span"),
        at < pages.length - 1 && button(`Next: ${pages[at + 1].title}`, () => go(pages[at + 1].id), { class: "main" })));
  }

  function follow(reply) {
    const all = open(reply);
    studio.unseen = reply.unseen;
    const [unread] = studio.refused.keys();
    const page = pages.find((each) => each.id === here);
    put(whole, el("p", {}, el("strong", {}, summed(reply, all))),
      reply.follows > 0 && el("p", {}, `${counted(reply.follows, "more follows", "more follow")} from your answers`),
      unread && button(counted(studio.refused.size, "answer that cannot be read", "answers that cannot be read"), async () => {
        const found = await studio.ask({ do: "form", path: steps(unread) });
        if (!found.page) studio.refuse(unread); // its question is gone
        go(found.page ?? here, unread);
      }, { class: "small" }),
      reply.warnings > 0 && button(counted(reply.warnings, "warning"), () => studio.tell("go", { view: "problems" }), { class: "small" }),
      reply.unseen > 0 && button(`${counted(reply.unseen, "value")} filled in for you to look at`, () => studio.tell("go", { view: "problems" }), { class: "small" }),
      page?.unseen > 0 && button("I have looked at all on this page", seen, { class: "small" }));
    const at = pages.indexOf(page);
    say(where, `Step ${at + 1} of ${pages.length}: ${pages[at]?.title ?? ""}`);
    put(list, pages.map((page) => {
      const step = button(page.title, () => go(page.id), { class: page.open || page.unseen || page.warnings ? "" : "done" });
      if (page.id === here) step.setAttribute("aria-current", "step");
      step.append(el("span", { class: "count" }, ` ${left(page)}`));
      return el("li", {}, step);
    }));
  }

  async function seen() {
    await studio.edit({ do: "look", page: here }, "look");
    announce("All on this page: looked at.");
  }

  async function go(id, path = "", again = false) {
    const before = here;
    held = null;
    here = id;
    folded.open = !narrow.matches;
    await refresh();
    if (body.dataset.page !== here) {
      here = before; // the studio does not answer
      return;
    }
    if (!again && here !== before) studio.tell("visited", { page: here });
    if (!path) studio.tell("step", { paths: pages.find((page) => page.id === here)?.fields?.map((field) => dotted(field.path)) ?? [] });
    const place = path ? nearest(body, steps(path)) : null;
    for (let around = place?.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    const target = place && (place.querySelector("input, textarea, select") ?? place.querySelector("button"));
    (target || body.querySelector("h1"))?.focus({ preventScroll: true });
    if (target) target.scrollIntoView({ block: "center" });
    else scrollTo({ top: 0 });
  }

  studio.addEventListener("refusal", refresh);
  studio.addEventListener("edited", ({ detail }) => {
    if (element.isConnected || detail.by !== "text") refresh();
  });
  await refresh();
  return {
    element,
    async shown({ path, page, again } = {}) {
      if (again) return go(page ?? pages[0].id, "", again);
      if (!path) return refresh();
      const reply = await studio.ask({ do: "form", path: steps(path) });
      return go(reply.page ?? here, path);
    },
  };
}

/** Say how much is left on a page: to type, to mend, to follow or to look at. */
function left({ blanks, open, follows, unseen, warnings }) {
  if (blanks) return `${blanks} to type`;
  if (!open) return unseen ? `${unseen} to look at` : warnings ? counted(warnings, "warning") : "done";
  return follows >= open ? `${follows} follow` : `${open} open`;
}

/** Say how much is left: first what only a person can type. */
function summed({ blanks }, all) {
  if (blanks) return `${counted(blanks, "answer")} left to type`;
  return all ? `${counted(all, "thing")} to mend` : "Nothing is open";
}

function open(reply) {
  return reply.pages.reduce((sum, page) => sum + (page.open ?? 0), 0);
}

function nearest(body, path) {
  for (let at = path; at.length; at = at.slice(0, -1)) {
    const found = body.querySelector(`[data-path="${CSS.escape(dotted(at))}"]`) ?? body.querySelector(`[data-path^="${CSS.escape(dotted(at))}."]`);
    if (found) return found;
  }
  return null;
}
