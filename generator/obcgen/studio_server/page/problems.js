/** What is wrong with the spec, each with its remedy and the way to its question. */

import { BLANK, advised } from "./controls.js";
import { announce, button, counted, el, put, say } from "./dom.js";
import { filledIn } from "./filled.js";
import { steps } from "./paths.js";

const ORDER = ["error", "warning", "note"];
const TITLES = { error: "Has to be mended", warning: "Worth a second look", note: "Notes" };

/** Return the button that applies a problem's remedy, where the program can do it itself. */
export function remedied(studio, problem) {
  if (!problem.remedy) return null;
  return button(problem.remedy.label ?? "Apply this remedy", async () => {
    const reply = await studio.edit({ do: "remedy", problem });
    announce(reply.ok ? "Applied. Undo takes it back." : "This remedy cannot be applied any more.");
  }, { class: "small" });
}

/** Return the button to the question of a problem, or to its line where no page asks it. */
export function questioned(studio, problem) {
  const asked = problem.page !== "";
  return button(asked ? "Go to the question" : "Go to the text", () => studio.tell("go", asked
    ? { view: "questions", path: problem.at ?? problem.steps ?? problem.path }
    : { view: "text", path: problem.steps ?? problem.path, line: problem.line }), { class: "small" });
}

export function ways(found) {
  return el("ul", { class: "blanks" }, found.map(([words, does]) => el("li", {}, button(words, does, { class: "small" }))));
}

export async function problemsView(studio) {
  const title = el("h1", { tabindex: "-1" });
  const list = el("div", { class: "list" });
  const filled = filledIn(studio);
  const element = el("div", { class: "list" }, title, list, filled.element);

  async function refresh() {
    const reply = await studio.ask({ do: "problems" });
    if (!reply.ok && !reply.problems) return;
    const problems = reply.problems.filter((each) => each.severity !== "waived");
    const count = problems.length + studio.refused.size;
    say(title, count ? counted(count, "thing to look at", "things to look at") : "Nothing is wrong and nothing is open");
    const blank = problems.filter((each) => each.code === BLANK);
    const others = problems.filter((each) => each.code !== BLANK);
    const held = list.contains(document.activeElement);
    put(list, unread([...studio.refused]), ORDER.map((severity) => section(severity, others.filter((each) => each.severity === severity))), blanks(blank));
    if (held) title.focus();
    await filled.refresh();
  }

  /** What was typed and is not in the text. */
  function unread(found) {
    if (!found.length) return null;
    return el("section", {}, el("h2", {}, `Cannot be read (${found.length})`), el("p", { class: "quiet" }, "The deal still holds what stood there before; files print that."),
      el("ul", { class: "problems" }, found.map(([at, { label, problems: [problem] }]) => el("li", { class: "problem error" },
        el("p", {}, `${label}: ${problem.says || problem.message}`), advised(problem), el("div", { class: "deeds" }, questioned(studio, { path: steps(at) }))))));
  }

  /** Blanks are many at first and all alike: a list of ways to their questions. */
  function blanks(found) {
    if (!found.length) return null;
    return el("section", {}, el("h2", {}, `Still open (${found.length})`),
      ways(found.map((problem) => [problem.place || problem.found, () => go("questions", problem)])));
  }

  function section(severity, problems) {
    if (!problems.length) return null;
    return el("section", {}, el("h2", {}, `${TITLES[severity]} (${problems.length})`),
      el("ul", { class: "problems" }, problems.map((problem) => el("li", { class: `problem ${severity}` },
        el("p", {}, problem.says || problem.message),
        advised(problem),
        el("div", { class: "deeds" },
          problem.path && questioned(studio, problem),
          problem.line && problem.page !== "" && button(`Line ${problem.line} of the text`, () => go("text", problem), { class: "small" }),
          remedied(studio, problem))))));
  }

  function go(view, problem) {
    studio.tell("go", { view, path: problem.steps ?? problem.path, line: problem.line });
  }

  studio.addEventListener("edited", () => element.isConnected && refresh());
  return { element, shown: async () => { await refresh(); title.focus(); } };
}
