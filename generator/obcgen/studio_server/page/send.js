/** The home of the page: the server of this computer, or a worker. Nothing else knows which. */

/** Return the connection to the home that the page names: `{kind, send, list, open, begin, save, changed}`. */
export async function connect() {
  const page = document.querySelector('meta[name="home"]').content === "page";
  const home = page ? await import("./home-page.js") : await import("./home-server.js");
  return home.connect();
}
