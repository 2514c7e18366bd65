/** The home on this computer: requests go to the server that served the page, with the secret of its run. */

const KEPT = "obcgen-secret";
/** The folder that the server serves, to name when it is gone. */
let folder = "";

/** The server cannot be reached, or refuses this page; the message is for the person. */
export class HomeError extends Error {}

/** Take the secret out of the address, so that nobody reads it there or in the history. */
function secret() {
  const given = location.hash.slice(1);
  if (/^[\w-]{20,}$/.test(given)) {
    localStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname);
  }
  return localStorage.getItem(KEPT) ?? "";
}

async function post(address, body, key, keepalive = false) {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", [KEPT]: key },
      body: JSON.stringify(body),
      cache: "no-store",
      redirect: "error",
      keepalive,
    });
  } catch {
    const again = `obcgen studio${folder && ` "${folder}"`}`;
    throw new HomeError(`The studio on this computer has ended, or does not answer. Your changes are kept in this browser. To go on, type ${again} in a terminal and open the address that it prints.`);
  }
  if (response.ok) return response.json();
  if (response.status === 500) throw new HomeError("The studio failed on this change and did not make it. The terminal says why.");
  throw new HomeError((await response.text()).trim());
}

export function connect() {
  const key = secret();
  addEventListener("hashchange", () => secret() !== key && location.reload()); // the address of a studio started anew
  let name = "";
  const files = async (request) => {
    const reply = await post("files", request, key);
    folder = reply.folder ?? folder;
    if (reply.ok && reply.name && request.do !== "state") name = reply.name;
    return reply;
  };
  return {
    kind: "server",
    run: key.slice(0, 8),
    send: (request) => post("send", { spec: name, request }, key, request.typed?.length < 10_000), // arrives though the page is left
    list: () => files({ do: "list" }),
    open: (which, anew = false, marks = null) => files({ do: "open", name: which, anew, marks }),
    begin: (request) => files({ ...request, do: "begin" }),
    save: (to = "", keep = "") => files({ do: "save", name, to, keep }),
    state: () => files({ do: "state", name }),
    versions: () => files({ do: "state", name, versions: true }),
    async changed() {
      const reply = await files({ do: "state", name });
      return reply.ok && reply.changed;
    },
  };
}
