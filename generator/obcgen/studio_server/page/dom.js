/** Elements, made from texts that never become markup. */

/**
 * Make an element. `properties` are attributes, but for `class`, `on` (listeners by event) and those whose value is
 * a boolean, which are there or not. A child that is a string becomes text; null and false are left out.
 */
export function el(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function filled(made, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") for (const [event, does] of Object.entries(value)) made.addEventListener(event, does);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== false && child !== undefined));
  return made;
}

export function button(label, does, properties = {}) {
  return el("button", { type: "button", ...properties, on: { click: does } }, label);
}

/** Put children in place of what an element holds, unless that would change nothing. */
export function put(parent, ...children) {
  parent.replaceChildren(...children.flat(2).filter((child) => child || child === 0 || child === ""));
}

/** Return a text whose parts in backquotes are shown as code. */
export function coded(text) {
  return `${text ?? ""}`.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : part)).filter((part) => part !== "");
}

/** Set the text of an element, only where it differs: what is read aloud is not read twice. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function announce(text) {
  const said = document.getElementById("said");
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = text; });
}

/** Take back what was told, where it is true no more. */
export function unsaid(text) {
  const said = document.getElementById("said");
  if (said.textContent === text) said.textContent = "";
}

export function fresh(stem) {
  fresh.count = (fresh.count ?? 0) + 1;
  return `${stem}-${fresh.count}`;
}

let waiting = 0;

/** Show on the page whether something is still to come: a pause in typing, an answer, a view. */
export function waits(more) {
  waiting += more;
  document.body.toggleAttribute("data-waits", waiting > 0);
}

/** Return a function that waits for a pause of some milliseconds before it does what was asked last. */
export function paused(does, milliseconds) {
  let timer = 0;
  let last = null;
  const now = () => {
    clearTimeout(timer);
    const given = last;
    last = null;
    if (!given) return undefined;
    const done = does(...given);
    waits(-1);
    return done;
  };
  const later = (...given) => {
    if (!last) waits(1);
    last = given;
    clearTimeout(timer);
    timer = setTimeout(now, milliseconds);
  };
  later.now = now;
  return later;
}

/** Return a function that runs one at a time, and once more at the end where it was asked meanwhile. */
export function latest(does) {
  let running = null;
  let again = null;
  return function run() {
    if (!running) {
      running = does().finally(() => { running = null; });
      return running;
    }
    again ??= running.then(() => {
      again = null;
      return run();
    });
    return again;
  };
}

export function download(name, bytes, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Return a file as requests hold it. */
export async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return { base64: btoa(text) };
}

/** Return a moment, in milliseconds, as people read it. */
export function when(moment) {
  return new Date(moment).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });
}

export function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Show a dialog with a heading, which goes when it is closed; return it. */
export function shown(title, ...children) {
  const heading = fresh("dialog");
  const dialog = el("dialog", { "aria-labelledby": heading, on: { close: () => dialog.remove() } }, el("h2", { id: heading }, title), children);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Return a count with its word: `1 question`, `3 questions`. */
export function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}
