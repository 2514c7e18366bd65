/** The document beside the questions: what is printed so far, with every open blank marked. */

import { button, el, latest, paused, put, say } from "./dom.js";

const DOCUMENTS = { rfp: "RFP", contract: "Contract" };
const PAUSE = 60;

export function previewed(studio) {
  const leaving = new AbortController();
  const frame = el("iframe", { title: "Preview of the document", src: "frame.html", sandbox: "allow-same-origin allow-modals", tabindex: "0" });
  const told = el("p", { class: "quiet", role: "status" });
  const which = el("select", { "aria-label": "Document" }, Object.entries(DOCUMENTS).map(([id, label]) => el("option", { value: id }, label)));
  const element = el("aside", { class: "preview", "aria-label": "Preview" },
    el("div", { class: "top" }, el("h2", {}, "Preview"), which, told,
      button("Print …", () => frame.contentWindow.print(), { class: "small", title: "Print this preview; Export makes the document itself" })), frame);
  let loaded = false;
  let number = 0;
  let anchors = {};

  const refresh = paused(latest(async () => {
    if (!loaded || !element.isConnected || !frame.offsetParent) return;
    if (!frame.contentDocument) return void (frame.src = "frame.html"); // something led away
    const asked = ++number;
    const reply = await studio.apart({ do: "preview", document: which.value, path: studio.path });
    if (asked !== number || !frame.contentDocument) return;
    if (!reply.ok) {
      if (reply.problems?.length) say(told, "The preview waits until the problems of the text are mended.");
      else say(told, "The preview waits for the studio, which does not answer.");
      return;
    }
    say(told, reply.open ? `${reply.open} open` : "");
    anchors = reply.anchors;
    shown(frame.contentDocument, reply.html);
    scrolled();
  }), PAUSE);

  function scrolled() {
    const inside = frame.contentDocument;
    for (const marked of inside.querySelectorAll(".obcgen-here")) marked.classList.remove("obcgen-here");
    const target = found(inside, studio.path, anchors);
    target?.classList.add("obcgen-here");
    to(target);
  }

  function to(target) {
    if (!target) return;
    const { top, bottom } = target.getBoundingClientRect();
    if (top < 0 || bottom > frame.clientHeight) target.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }

  frame.addEventListener("load", () => {
    loaded = true;
    if (frame.contentDocument) refresh();
  });
  which.addEventListener("change", refresh);
  const { signal } = leaving;
  studio.addEventListener("edited", refresh, { signal });
  studio.addEventListener("looked", () => (loaded ? scrolled() : null), { signal });
  studio.addEventListener("step", ({ detail }) => {
    if (loaded) to(detail.paths.map((path) => found(frame.contentDocument, path, anchors)).find(Boolean));
  }, { signal });
  studio.addEventListener("show", refresh, { signal });
  addEventListener("resize", refresh, { signal });
  return { element, leave: () => leaving.abort() };
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Return the element of a document that prints a value, or the nearest group around it. */
function found(inside, path, anchors) {
  for (let steps = path.split("."); steps.length > 1 || steps[0]; steps = steps.slice(0, -1)) {
    const at = steps.join(".");
    const id = anchors[at];
    const element = (id && inside.getElementById(id)) || inside.querySelector(`[data-path="${CSS.escape(at)}"]`);
    if (element) return element;
    if (steps.length === 1) return null;
  }
  return null;
}

/** Show a page in a document without scripts, changing only what differs, so nothing jumps. */
function shown(inside, html) {
  const next = new inside.defaultView.DOMParser().parseFromString(html, "text/html"); // by the frame's policy, not ours
  const head = [...next.head.querySelectorAll("style")].map((style) => style.textContent).join("\n");
  if (inside.documentElement.dataset.look !== `${head.length}:${head.slice(-64)}`) {
    inside.documentElement.dataset.look = `${head.length}:${head.slice(-64)}`;
    const style = inside.createElement("style");
    style.textContent = `${head}\n.obcgen-here { outline: 2px solid #b06000; outline-offset: 3px; }`;
    put(inside.head, style);
  }
  for (const { name, value } of next.body.attributes) if (!name.startsWith("on")) inside.body.setAttribute(name, value);
  for (const link of next.body.querySelectorAll('a:not([href^="#"])')) { // nothing opens in the frame
    link.title = link.href;
    link.removeAttribute("href");
  }
  merged(inside, inside.body, next.body);
}

/** Bring the children of one element to those of another, leaving alike what is alike. */
function merged(inside, old, next) {
  const [before, after] = [[...old.childNodes], [...next.childNodes]];
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (gone.length === come.length && gone.every((node, at) => isAlike(node, come[at]))) {
    gone.forEach((node, at) => node.isEqualNode(come[at]) || merged(inside, node, come[at]));
    return;
  }
  const anchor = before[before.length - end] ?? null;
  for (const node of gone) node.remove();
  for (const node of come) old.insertBefore(inside.importNode(node, true), anchor);
}

/** Tell whether two elements differ in what they hold at most. */
function isAlike(node, other) {
  return node.nodeType === 1 && node.cloneNode(false).isEqualNode(other.cloneNode(false));
}
