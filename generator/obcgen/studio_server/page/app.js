/** The page as a whole: the view shown, what stands above all, what keeps work from being lost. */

import { announce, el, put, waits } from "./dom.js";
import { interview } from "./interview.js";
import { previewed } from "./preview.js";
import { begin } from "./start.js";
import { Studio } from "./studio.js";
import { bar, settled } from "./bar.js";
import { noticed } from "./notices.js";

/** The views of an open spec; each is loaded when it is first shown. */
const VIEWS = {
  questions: { label: "Questions", view: async (studio) => interview(studio) },
  text: { label: "Text", view: async (studio) => (await import("./text.js")).textView(studio) },
  preview: { label: "Preview", view: async () => ({ element: el("div") }) },
  problems: { label: "Problems", view: async (studio) => (await import("./problems.js")).problemsView(studio) },
  money: { label: "What is paid", view: async (studio) => (await import("./money.js")).moneyView(studio) },
  award: { label: "After the award", view: async (studio) => (await import("./award.js")).awardView(studio) },
};

/** Under this key a window keeps which spec it shows: a reload leads back to it. */
const SHOWN = "obcgen-shown";
const main = document.getElementById("main");
const studio = new Studio();

async function run() {
  const notices = noticed(studio, document.getElementById("notices"));
  try {
    await studio.start();
  } catch (error) {
    notices.failed(error.message);
    return;
  }
  const top = bar(studio, VIEWS, document.getElementById("bar"));
  const shown = new Map();
  let preview = null;

  /** The place of the history that is being gone back to. */
  let back = null;
  studio.addEventListener("opened", () => arrived(back ?? undefined));

  /** Show the spec that is open, at a place of the history or at its start. */
  async function arrived(at = { view: "questions" }) {
    back = null;
    shown.clear();
    preview?.leave();
    preview = previewed(studio);
    const place = el("div", { id: "view" });
    put(main, place, preview.element);
    main.classList.add("working");
    document.title = `${studio.name} – obcgen studio`;
    await top.show(at.view, at);
    sessionStorage.setItem(SHOWN, studio.name);
    announce(`${studio.name} is open.`);
  }
  let asked = null;
  studio.addEventListener("show", ({ detail }) => {
    asked = detail;
    waits(1);
    present(detail).finally(() => waits(-1));
  });

  async function present(detail) {
    if (!shown.has(detail.view)) shown.set(detail.view, await VIEWS[detail.view].view(studio));
    const view = shown.get(detail.view);
    const place = document.getElementById("view");
    if (!place || asked !== detail) return; // another view was asked for meanwhile
    put(place, view.element);
    main.dataset.view = detail.view;
    view.shown?.(detail);
    if (!detail.again && !(detail.path && detail.view === "questions")) visited({ name: studio.name, view: detail.view, page: history.state?.page });
  }
  studio.addEventListener("visited", ({ detail }) => visited({ name: studio.name, view: "questions", page: detail.page }));
  addEventListener("popstate", async ({ state }) => {
    settled(studio);
    if (!state) return; // a place in the page, or the address of a studio started anew
    const at = { ...state, again: true };
    if (!state.name) return start();
    if (state.name === studio.name) return main.dataset.view ? top.show(at.view, at) : arrived(at);
    back = at;
    if (studio.home.kind !== "server" || !(await studio.open(state.name)).ok) await start();
  });
  studio.addEventListener("saved", () => sessionStorage.setItem(SHOWN, studio.name));
  studio.addEventListener("close", () => {
    visited({});
    start();
  });
  const before = studio.home.kind === "server" && performance.getEntriesByType("navigation")[0].type === "reload" && sessionStorage.getItem(SHOWN);
  if (!history.state) history.replaceState({}, "");
  if (before) await studio.list();
  if (before && history.state?.name === before) back = { ...history.state, again: true };
  if (!before || !(await studio.open(before)).ok) await start();

  async function start() {
    back = null;
    sessionStorage.removeItem(SHOWN);
    main.classList.remove("working");
    delete main.dataset.view;
    document.title = "obcgen studio";
    preview?.leave();
    preview = null;
    top.show("");
    put(main, await begin(studio));
    announce("Choose a deal to open, or begin a new one.");
  }
}

/** Keep a place in the history of the window, so that Back and Forward lead through the studio. */
function visited(place) {
  const { name, view, page } = history.state ?? {};
  if (name !== place.name || view !== place.view || page !== place.page) history.pushState(place, "");
}

addEventListener("beforeunload", (event) => {
  settled(studio);
  if (studio.unsaved || studio.editing || studio.refused.size) event.preventDefault();
});

run();
