/** The program in a worker: Python answers the studio's protocol for one desk, and nothing leaves the page. */

import { loadPyodide } from "./python/pyodide.mjs";

const HOME = new URL("python/", import.meta.url).href;
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

/** Write the files of a tar archive into the file system of Python. */
function unpack(python, archive, folder) {
  const letters = new TextDecoder();
  const word = (at, length) => letters.decode(archive.subarray(at, at + length)).split("\0", 1)[0];
  const made = new Set([folder]);
  for (let at = 0; archive[at]; ) {
    const size = parseInt(word(at + 124, 12), 8);
    const path = `${folder}/${[word(at + 345, 155), word(at, 100)].filter(Boolean).join("/")}`;
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(parent)) python.FS.mkdirTree(parent);
    made.add(parent);
    python.FS.writeFile(path, archive.subarray(at + 512, at + 512 + size), { canOwn: true });
    at += 512 + 512 * Math.ceil(size / 512);
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

async function started() {
  const program = fetched("program.tar.gz");
  const python = await loadPyodide({ indexURL: HOME, env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
  const folder = python.runPython("import site; site.getsitepackages()[0]");
  unpack(python, await program, folder);
  python.runPython("import importlib; importlib.invalidate_caches()");
  python.runPython(GLUE);
  const [ask, further] = ["ask", "further"].map((name) => python.globals.get(name));
  alone(python);
  getReady(further);
  return ask;
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

const ready = started();
ready.catch(() => null);

self.onmessage = async ({ data: { number, request } }) => {
  try {
    const ask = await ready;
    if (request.do === "ready") return void self.postMessage({ number, reply: { ok: true }, text: null });
    const [reply, text] = JSON.parse(ask(JSON.stringify(request)));
    asked = performance.now();
    self.postMessage({ number, reply, text });
  } catch (error) {
    self.postMessage({ number, fault: String(error.message).trim().split("\n").at(-1) });
  }
};
