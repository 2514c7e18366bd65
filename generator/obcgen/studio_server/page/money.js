/** The money to play with: results that somebody supposes, what is paid under them, and why. */

import { button, el, fresh, paused, put, say } from "./dom.js";
import { bars, curve } from "./charts.js";
import { designer } from "./designer.js";
import { explainer } from "./explainer.js";

const WORDS = {
  total: "Paid under these results", base: "Base funding", performance: "For results", maximum: "At most",
  not_to_exceed: "Limit of the contract", room: "Left under the limit", per_participant: "For each participant",
  per_additional_result: "For each result more than expected",
};

export function money(text) {
  if (text === null || text === undefined) return "–";
  const [whole, cents] = `${text}`.replace("-", "").split(".");
  return `${`${text}`.startsWith("-") ? "−" : ""}$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${cents && cents !== "00" ? `.${cents}` : ""}`;
}

export function percent(text) {
  return `${Math.round(Number(text) * 1000) / 10}%`;
}

export function dated(text) {
  if (!text) return "No date yet";
  const [year, month, day] = text.split("-").map(Number);
  return new Date(year, month - 1, day).toLocaleDateString("en-US", { dateStyle: "medium" });
}

export async function moneyView(studio) {
  const supposed = {};
  const sliders = el("div", { class: "sliders" });
  const sums = el("dl", { class: "sums" });
  const pictures = el("div", { class: "pictures" });
  const tables = el("div", { class: "tables" });
  const told = el("p", { role: "status", class: "quiet" });
  const element = el("div", { class: "money" },
    el("h1", { tabindex: "-1" }, "What is paid, and when"),
    told,
    el("div", { class: "two" },
      el("section", { class: "panel", "aria-labelledby": "supposed" }, el("h2", { id: "supposed" }, "Suppose these results"), sliders,
        button("Back to the plan", () => { for (const key of Object.keys(supposed)) delete supposed[key]; put(sliders); refresh(); })),
      el("section", { class: "panel", "aria-labelledby": "paid" }, el("h2", { id: "paid" }, "Then the district pays"), sums, pictures)),
    tables);
  const explain = explainer(studio, () => ({ ...supposed }));
  let asked = 0;

  async function refresh(chance = true) {
    const number = ++asked;
    const reply = await studio.ask({ do: "figures", ...supposed, chance });
    if (number !== asked) return;
    say(told, reply.ok ? "" : "The figures wait until the deal can be computed. Problems names what the money lacks.");
    element.classList.toggle("waits", !reply.ok);
    if (!reply.ok) return;
    if (!sliders.firstChild) build(reply.supposed);
    put(sums, reply.sums.map((sum) => el("div", {},
      el("dt", {}, sum.words || WORDS[sum.id]),
      el("dd", {}, sum.explain ? explained(sum.amount, sum.explain) : money(sum.amount)))));
    put(pictures, bars(reply.quarters), chanced(reply.chance), (reply.curves ?? []).map((each) => curve(each, reply.supposed.outcomes.find((one) => one.id === each.outcome), reply.sums.find((one) => one.id === "maximum")?.amount ?? 0)));
    put(tables, payments(reply), lines(reply), sources(reply));
  }

  function explained(amount, figure) {
    return button(money(amount), () => explain(figure), { class: "figure", title: "Show how this is worked out" });
  }

  const soon = paused(() => refresh(false), 60);
  const rested = paused(() => refresh(true), 500);

  function build(now) {
    const moved = (set) => (value) => { set(value); soon(); rested(); };
    put(sliders,
      slider("Participants served", now.served, 0, now.served_at_most, 1, (value) => `${value}`, moved((value) => { supposed.served = `${value}`; })),
      slider("Stay to the end", Number(now.retained) * 100, 0, 100, 1, (value) => `${value}%`, moved((value) => { supposed.retained = `${value}%`; })),
      now.outcomes.filter((each) => each.paid !== false).map((each) => slider(each.name, Math.round(Number(each.level ?? each.target ?? 0) * 1000) / 10, 0, 100, 0.5,
        (value) => `${value}%`, moved((value) => { supposed.attainment = { ...supposed.attainment, [each.id]: `${value}%` }; }), each)));
  }

  function payments(reply) {
    return table("Payments in order of date", ["Date", "For", "Kind", "Amount", "In all"], reply.payments.map((each) => [
      dated(each.date), each.name, each.kind === "base" ? "Base" : "Results", each.explain ? explained(each.amount, each.explain) : money(each.amount), money(each.running_total)]), [3, 4]);
  }

  function lines(reply) {
    return table("Line by line", ["Line", "What it pays for", "Amount", "At most"], reply.lines.map((each) => [
      each.name, each.sentence ?? "", each.explain ? explained(each.amount, each.explain) : money(each.amount), money(each.most)]), [2, 3]);
  }

  function sources(reply) {
    if (!reply.by_source?.length) return null;
    return table("By source of funds", ["Source", "Available", "Used", "Left"], reply.by_source.map((each) => [
      each.name ?? "No source", money(each.available), money(each.total), money(each.left)]), [1, 2, 3]);
  }

  studio.addEventListener("edited", () => {
    put(sliders);
    if (element.isConnected) refresh();
  });
  const designed = designer(studio);
  element.append(designed.element);
  return { element, shown: () => { designed.shown(); refresh(); } };
}

/** Return a slider with label, value in words and, for an outcome, marks of expected and target. */
function slider(label, value, least, most, step, shown, moved, outcome = null) {
  const id = fresh("slider");
  const output = el("output", { for: id }, shown(value));
  const input = el("input", { id, type: "range", min: least, max: most, step, value, "aria-valuetext": shown(value), on: { input: () => {
    say(output, shown(input.value));
    input.setAttribute("aria-valuetext", shown(input.value));
    moved(input.value);
  } } });
  const hint = outcome && [outcome.expected_without && `without the program ${percent(outcome.expected_without)}`, outcome.target && `target ${percent(outcome.target)}`].filter(Boolean).join(" · ");
  return el("div", { class: "slider" }, el("label", { for: id }, label), output, input, hint && el("p", { class: "note" }, hint));
}

function chanced(chance) {
  if (!chance) return null;
  return el("p", { class: "chance" }, `With a certainty of ${percent(chance.certainty)} between `, el("strong", {}, money(chance.low)), " and ", el("strong", {}, money(chance.high)),
    ", because the number who reach a result varies by chance.");
}

/** Return a table; `amounts` are the columns of numbers. A cell is a text or an element. */
export function table(caption, heads, rows, amounts = []) {
  const kind = (at) => ({ class: amounts.includes(at) ? "amount" : false });
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, el("table", {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, heads.map((head, at) => el("th", { scope: "col", ...kind(at) }, head)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell, at) => el("td", kind(at), cell ?? "")))))));
}
