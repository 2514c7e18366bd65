/** The program in a worker: Python answers the studio's protocol for one desk, and nothing leaves the page. */

import { loadPyodide } from "./python/pyodide.mjs";

const HOME = new URL("python/", import.meta.url).href;
const SITE = "/lib/python3.14/site-packages";
/** What Python holds in memory once it is warm: the next start lays it out instead of making all of it anew. */
const KEPT = "obcgen-memory";
/** This worker only makes that, and answers nobody. */
const MAKES = self.name === KEPT;
/** What could reach another address; nothing of it is needed once the program stands. */
const OUTWARD = ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "importScripts", "Worker", "BroadcastChannel", "indexedDB", "caches", "navigator"];

const GLUE = `
import gc
import json
from dataclasses import replace
from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

class _Held:
    desk = Desk()

def ask(text):
    request = json.loads(text)
    before = _Held.desk
    after, reply = answer(before, request)
    if request.get("do") == "begin" and reply["ok"]:
        after = replace(after, name=request.get("name", after.name))
    _Held.desk = after
    return json.dumps([reply, None if after.text == before.text else after.text])

def warmed():
    """Have ready, step by step while nobody asks for anything, what the first form and the first preview need."""
    desk, _ = answer(Desk(), {"do": "begin", "from": "deal", "deal": "denver-literacy"})
    yield
    for request in ({"do": "form"}, {"do": "preview", "document": "rfp"}):
        answer(desk, request)
        yield
    gc.freeze()

_steps = warmed()

def further():
    return next(_steps, _steps) is not _steps
`;
/** Milliseconds without a question, after which the program gets ready for the next ones. */
const IDLE = 400;

/** Yield each file of a tar archive: its path and its bytes. */
function* filesOf(archive) {
  const letters = new TextDecoder();
  const word = (at, length) => letters.decode(archive.subarray(at, at + length)).split("\0", 1)[0];
  for (let at = 0; archive[at]; ) {
    const size = parseInt(word(at + 124, 12), 8);
    yield [`${SITE}/${[word(at + 345, 155), word(at, 100)].filter(Boolean).join("/")}`, archive.subarray(at + 512, at + 512 + size)];
    at += 512 + 512 * Math.ceil(size / 512);
  }
}

/** Write them into the file system of Python. */
function unpack(python, files) {
  const made = new Set([SITE]);
  for (const [path, content] of files) {
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(parent)) python.FS.mkdirTree(parent);
    made.add(parent);
    python.FS.writeFile(path, content, { canOwn: true });
  }
}

async function fetched(name) {
  const response = await fetch(HOME + name);
  if (!response.ok) throw new Error(`${name} cannot be loaded.`);
  const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function alone(python) {
  for (const name of ["js", "pyodide_js"]) python.unregisterJsModule(name);
  for (const name of OUTWARD) {
    for (let holder = self; holder; holder = Object.getPrototypeOf(holder)) delete holder[name];
  }
}

/** Where this build's memory is kept in this browser; null where nothing can be. */
async function placeOfMemory() {
  if (!self.caches) return null;
  const files = await (await fetch(new URL("files.json", import.meta.url))).text();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(files + navigator.userAgent));
  return `${HOME}memory-${new Uint8Array(digest).join("-")}`;
}

/** Python with the program. Its library is laid before anything else, so that addresses are the same in each start. */
async function loaded(memory) {
  const files = [...filesOf(await fetched("program.tar.gz"))];
  const [path, content] = files.find(([name]) => name.endsWith(".so"));
  const library = await WebAssembly.compile(content);
  const createPyodideModule = async (settings) => {
    settings.preRun.push((module) => {
      module.preloadedWasm[path] = module.loadWebAssemblyModule(library, { nodelete: true }, path, {});
    });
    const module = await (await import("./python/pyodide.asm.mjs")).default(settings);
    if (memory) module.growMemory(memory.byteLength);
    return module;
  };
  const env = { HOME: "/home/pyodide", PYTHONHASHSEED: "0" };
  const python = await loadPyodide({ indexURL: HOME, env, createPyodideModule, _makeSnapshot: MAKES, ...(memory && { _loadSnapshot: memory }) });
  unpack(python, files);
  python.runPython("import importlib; importlib.invalidate_caches()");
  if (!memory) python.runPython(GLUE);
  return python;
}

/** Python from the memory that is kept; anew where there is none, or it does not fit. */
async function python() {
  const place = await placeOfMemory().catch(() => null);
  const memory = place && (await (await caches.match(place))?.arrayBuffer());
  if (memory) {
    try {
      const python = await loaded(memory);
      python.globals.get("ask")('{"do": "marks"}');
      return [python, true];
    } catch {
      await caches.delete(KEPT);
    }
  }
  return [await loaded(null), false];
}

async function started() {
  const [there, kept] = await python();
  const [ask, further] = ["ask", "further"].map((name) => there.globals.get(name));
  alone(there);
  if (!kept) getReady(further);
  return [ask, kept];
}

/** Make the memory, and keep it in place of any other. */
async function keep() {
  const place = await placeOfMemory();
  const made = await loaded(null);
  made.runPython("while further(): pass");
  await caches.delete(KEPT);
  await (await caches.open(KEPT)).put(place, new Response(made.makeMemorySnapshot()));
  self.close();
}

let asked = 0;

function getReady(further) {
  setTimeout(() => {
    try {
      if (performance.now() - asked < IDLE || further()) getReady(further);
    } catch {
      // what is not ready is made when it is asked for
    }
  }, IDLE / 2);
}

const ready = MAKES ? keep() : started();
ready.catch(() => MAKES && self.close());

self.onmessage = async ({ data: { number, request } }) => {
  try {
    const [ask, kept] = await ready;
    if (request.do === "ready") return void self.postMessage({ number, reply: { ok: true, kept }, text: null });
    const [reply, text] = JSON.parse(ask(JSON.stringify(request)));
    asked = performance.now();
    self.postMessage({ number, reply, text });
  } catch (error) {
    self.postMessage({ number, fault: String(error.message).trim().split("\n").at(-1) });
  }
};
