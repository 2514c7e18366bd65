/** The home in the page: the program runs in a worker, files come from the person's disk and go back there. */

import { download, encoded } from "./dom.js";
import { recall } from "./drafts.js";

/** So many milliseconds may the answer to one request take. */
const PATIENCE = 90_000;
const START = new URL("worker.js", import.meta.url).href;
/** What a spec, its pack and its results are made of, and how much of it: as the studio's server has it. */
const READ = /\.(ya?ml|csv|docx|html|css|jpe?g|json|md|otf|png|svg|ttf|txt|xlsx|zip)$/i;
const [LARGEST, MOST, DEEPEST] = [10 * 1024 * 1024, 2_000, 7];
const KINDS = [{ description: "Specs and what they read", accept: { "text/plain": [".yaml", ".yml", ".csv", ".json", ".html", ".md"], "application/zip": [".zip", ".xlsx"] } }];

/** A worker. It inherits the policy of this page, since it begins as an address of the page's own. */
function worker(name) {
  const begin = new Blob([`import ${JSON.stringify(START)};`], { type: "text/javascript" });
  return new Worker(URL.createObjectURL(begin), { type: "module", name });
}

/** A worker with one desk. */
class Desk {
  #waiting = new Map();
  #number = 0;
  #last = null;
  #begun = null;

  constructor() {
    this.#worker = worker("obcgen");
    this.#worker.onmessage = ({ data }) => this.#settle(data.number, data);
    this.#worker.onerror = (event) => this.#fail(event.message || "The program could not be loaded.");
  }

  #worker;

  /** Ask the worker; an answer that takes longer than `patience` ends it: a pack may keep it busy without end. */
  ask(request, patience) {
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      const late = "This took too long and was stopped. Your text is kept; what could be undone is not.";
      const timer = patience && setTimeout(() => this.#fail(late), patience);
      this.#waiting.set(number, { resolve, reject, timer });
      this.#worker.postMessage({ number, request });
    });
  }

  get ready() {
    return (this.#begun ??= this.ask({ do: "ready" }));
  }

  get ended() {
    return this.#last;
  }

  #settle(number, data) {
    const one = this.#waiting.get(number);
    this.#waiting.delete(number);
    clearTimeout(one?.timer);
    if (data.fault) one?.reject(new Error(`The studio failed on this change and did not make it. ${data.fault}`));
    else one?.resolve(data);
  }

  #fail(message) {
    this.#last = message;
    this.#worker.terminate();
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Error(message));
    }
    this.#waiting.clear();
  }
}

/** The files that a person chose: the spec first, and what lies beside it. */
async function chosen() {
  if (!window.showOpenFilePicker) return picked();
  try {
    const handles = await showOpenFilePicker({ multiple: true, types: KINDS });
    return Promise.all(handles.map(async (handle) => {
      const file = await handle.getFile();
      return { handle, file, name: file.name };
    }));
  } catch (error) {
    if (error.name === "AbortError") return [];
    throw error;
  }
}

function picked(more = {}) {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, ...more });
    input.addEventListener("change", () => resolve([...input.files].map((file) => ({ handle: null, file, name: file.webkitRelativePath.replace(/^[^/]*\//, "") || file.name }))));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

/** The files of a folder and of those below it, as far as a spec may read them. */
async function chosenFolder() {
  if (!window.showDirectoryPicker) return (await picked({ webkitdirectory: true })).filter(({ name, file }) => isRead(name, file));
  try {
    return await within(await showDirectoryPicker({ mode: "readwrite" }));
  } catch (error) {
    if (error.name === "AbortError") return [];
    throw error;
  }
}

async function within(folder, above = "", found = []) {
  for await (const [name, handle] of folder) {
    const path = `${above}${name}`;
    if (found.length >= MOST || !isShown(path)) continue;
    if (handle.kind === "directory") await within(handle, `${path}/`, found);
    else {
      const file = await handle.getFile();
      if (isRead(path, file)) found.push({ handle, file, name: path });
    }
  }
  return found;
}

const isShown = (path) => !/(^|\/)(\.|node_modules(\/|$))/.test(path) && path.split("/").length <= DEEPEST;
const isRead = (path, { size }) => isShown(path) && READ.test(path) && size <= LARGEST;

/** Return the spec among files, and those beside it and below: the one that no other extends, or that is picked. */
async function sorted(files, pick = null) {
  const yaml = files.filter(({ name }) => /\.ya?ml$/i.test(name));
  const texts = await Promise.all(yaml.map(({ file }) => file.text()));
  const specs = pick ? yaml.filter((_, at) => /^obcgen:/m.test(texts[at]) && /^(district|document|extends):/m.test(texts[at])) : yaml;
  const below = new Set(yaml.flatMap(({ name }, at) => [...texts[at].matchAll(/^extends:\s*["']?([^"'\s#]+)/gm)].map((found) => folderOf(name) + found[1])));
  const open = specs.filter(({ name }) => !below.has(name));
  const name = pick && open.length > 1 ? await pick(open.map((each) => each.name).sort()) : (open[0] ?? specs[0])?.name;
  const spec = specs.find((each) => each.name === name);
  if (!spec) return {};
  const here = folderOf(name);
  return { spec: { ...spec, name: name.slice(here.length) }, beside: files.filter((each) => each.name !== name && each.name.startsWith(here)).map((each) => ({ ...each, name: each.name.slice(here.length) })) };
}

const folderOf = (name) => name.slice(0, name.lastIndexOf("/") + 1);

function refused(code, message, hint) {
  return { ok: false, problems: [{ code, severity: "error", message, hint, path: "", steps: [] }] };
}

/** Return a text as the program shows it: line feeds alone. */
const shown = (text) => (text ?? "").replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n");

/** Return the connection; see `send.js`. */
export async function connect(patience = PATIENCE) {
  let desk = new Desk();
  let open = { name: "", handle: null, files: {}, text: "", saved: "" };

  async function ask(request) {
    if (desk.ended) {
      desk = new Desk();
      await desk.ask({ do: "ready" });
      if (open.name) await desk.ask({ do: "open", name: open.name, text: open.text, files: open.files });
    }
    await desk.ready; // loading may take as long as it takes
    const { reply, text } = await desk.ask(request, patience);
    if (reply.ok && text !== null) open.text = text;
    if (request.do === "results") open.files = { ...open.files, ...request.files }; // for a desk that is laid anew
    return { ...reply, unsaved: open.text !== open.saved };
  }

  async function laid(request, handle, files, saved) {
    const before = open;
    open = { name: request.name, handle, files, text: "", saved };
    const reply = await ask(request);
    if (!reply.ok) open = before;
    return { ...reply, name: open.name, undo: false, redo: false };
  }

  async function lay({ spec, beside }) {
    if (!spec) return null;
    const { handle, file, name } = spec;
    const text = await file.text();
    const files = Object.fromEntries(await Promise.all(beside.map(async (each) => [each.name, await encoded(each.file)])));
    const seen = recall("marks", "", name);
    return laid({ do: "open", name, text, files, ...(seen && { marks: seen }) }, handle, files, text);
  }

  async function onDisk() {
    return open.handle ? (await open.handle.getFile()).text() : open.saved;
  }

  keptForLater(desk).catch(() => null);
  return {
    kind: "page",
    get text() {
      return open.text;
    },
    send: (request) => (request.do === "questions" ? questions() : ask(request)),
    list: async () => ({ ok: true, folder: "", specs: [] }),
    async open(name, anew = false) {
      if (anew && open.handle && name === open.name) {
        const text = await onDisk();
        return laid({ do: "open", name, text, files: open.files }, open.handle, open.files, text);
      }
      return lay(await sorted(await chosen()));
    },
    async openFolder(pick) {
      const files = await chosenFolder();
      const found = await sorted(files, pick);
      return files.length && !found.spec ? refused("SRV-02", "No spec was opened from this folder.", "Choose the folder that holds the spec, and the spec in it.") : lay(found);
    },
    begin(request) {
      const name = /\.ya?ml$/i.test(request.name ?? "") ? request.name : `${request.name || "spec"}.yaml`;
      return laid({ ...request, do: "begin", name }, null, {}, null);
    },
    async save(to = "", keep = "") {
      const text = open.text;
      const disk = await onDisk();
      if (!to && open.handle && disk !== open.saved) {
        if (!keep) return { ...refused("SAV-02", "The file changed outside the studio meanwhile. It was not overwritten.", "Save yours under another name, or open the file again."), disk };
        download(keep, disk, "application/yaml");
      }
      let handle = to ? null : open.handle;
      if (!handle && window.showSaveFilePicker) {
        try {
          handle = await showSaveFilePicker({ suggestedName: to || open.name, types: KINDS.slice(0, 1) });
        } catch (error) {
          if (error.name === "AbortError") return refused("SAV-01", "Nothing was saved.", "Choose where to save the file.");
          throw error;
        }
      }
      if (handle) {
        const stream = await handle.createWritable();
        await stream.write(text);
        await stream.close();
      } else {
        download(to || open.name, text, "application/yaml");
      }
      open = { ...open, handle, name: handle?.name ?? (to || open.name), saved: text };
      return { ok: true, name: open.name, unsaved: false };
    },
    state: async () => ({ ok: true, name: open.name, unsaved: open.text !== open.saved }),
    versions: async () => ({ disk: shown(await onDisk()), base: shown(open.saved) }),
    changed: async () => Boolean(open.handle) && (await onDisk()) !== open.saved,
  };
}

/** What the first page asks is the same for everybody: it is there before the program is. */
async function questions() {
  return (await fetch("questions.json")).json();
}

/** Milliseconds for what a person does first, after which the memory of the next start may be made. */
const FIRST = 20_000;
let isMaking = false;

/** Keep every file of the edition, so that it works without a network from now on, and soon what a start makes of them. */
async function keptForLater(desk) {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register("offline.js");
  await navigator.serviceWorker.ready;
  const { reply } = await desk.ready;
  if (reply.kept || isMaking) return;
  isMaking = true;
  setTimeout(() => worker("obcgen-memory"), FIRST);
}
