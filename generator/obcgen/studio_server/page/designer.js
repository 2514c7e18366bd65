/** The price designer: the rate card that meets what a district wants, or what stands in the way. */

import { announce, button, el, put } from "./dom.js";
import { told } from "./controls.js";
import { questioned } from "./problems.js";
import { money, percent, table } from "./money.js";

const WISHES = [
  ["budget", "Budget in all", "such as $1,000,000; what is paid at the targets stays within it"],
  ["at_risk", "Share at risk", "such as 60 % or 3/5: the part that depends on results"],
  ["overrun", "Chance of more than the budget, at most", "such as 5%"],
  ["rounding", "Round prices to", "such as $25"],
  ["cost", "Provider’s cost for each participant", "such as $1,200; shows where it breaks even"],
  ["fixed", "Provider’s fixed cost", "such as $50,000"],
];

export function designer(studio) {
  const answer = el("div", { role: "status" });
  const inputs = WISHES.map(([id, label, help]) => {
    const input = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", name: id });
    return el("label", {}, label, el("span", {}, help), input);
  });
  const form = el("form", { class: "fields" }, inputs, el("div", { class: "deeds" }, el("button", { class: "main" }, "Find the prices")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wishes = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
    put(answer, el("p", {}, "Working …"));
    const reply = await studio.ask({ do: "design", ...wishes });
    if (reply.ok) put(answer, card(reply), checks(reply), provider(reply), applied(reply, wishes));
    else put(answer, (reply.problems ?? []).slice(0, 4).map((each) => told(studio, each)));
  });

  /** Say at once where this deal has prices that are not designed here, and what can be done. */
  async function shown() {
    const reply = await studio.ask({ do: "design", possible: true });
    form.hidden = !reply.ok && Boolean(reply.problems);
    if (form.hidden) {
      put(answer, el("p", {}, "These prices cannot be designed here: the designer finds one amount for each participant who reaches an outcome. "
        + "Change them in their questions; the sliders above show what they pay."),
      reply.problems.map((each) => el("div", {}, el("p", {}, each.message), questioned(studio, each))));
    } else put(answer);
  }

  function card(reply) {
    return table("Prices that meet it", ["Price", "Now", "New", "Paid at the target"], reply.card.map((row) =>
      [row.name, money(row.before), money(row.price), money(row.at_target)]), [1, 2, 3]);
  }

  function checks(reply) {
    const shown = (id, value) => (id === "at_risk" || id === "overrun" ? percent(value) : money(value));
    return table("What you want, and what these prices have", ["", "Wanted", "Found"], reply.checks.map((row) =>
      [row.words, shown(row.id, row.wanted), shown(row.id, row.found)]), [1, 2]);
  }

  function provider({ provider: found, card: prices }) {
    if (!found) return null;
    const name = (id) => prices.find((row) => row.id === id)?.name ?? id;
    const levels = found.attainment.map((each) => `${name(each.id)} ${percentOf(each.level)}${each.possible ? "" : ", which cannot be reached"}`);
    return el("p", {}, `A provider whose cost is ${money(found.cost)} breaks even at ${percentOf(found.breaks_even_at)} of the targets (${levels.join("; ")}); `
      + `its chance of a loss is ${percentOf(found.loss)}.`);
  }

  function applied(reply, wishes) {
    if (!reply.edits.length) return el("p", {}, "The deal has these prices already.");
    return el("div", {},
      table("What would change in the deal", ["Value", "From", "To"], reply.edits.map((each) => [each.says, each.before ?? "nothing", each.value])),
      button("Write these into the deal", async () => {
        const done = await studio.edit({ do: "design", ...wishes, apply: true });
        if (!done.ok) return put(answer, (done.problems ?? []).map((each) => told(studio, each)));
        announce("Written. Undo takes it back.");
        return put(answer, el("p", {}, "Written into the deal. Undo takes it back."));
      }, { class: "main" }));
  }

  return { shown, element: el("section", { class: "panel designer", "aria-labelledby": "designer" },
    el("h2", { id: "designer" }, "Design the prices"),
    el("p", { class: "help" }, "Say what they must meet. The answer is exact: the same settlement as the contract’s."),
    form, answer) };
}

/** Return a share as people write it, whether it comes as 0.45 or as 45%. */
function percentOf(text) {
  return `${text}`.includes("%") ? text : percent(text);
}
