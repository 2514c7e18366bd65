#!/bin/sh
# Makes the one vendored file of the studio's page, generator/obcgen/studio_server/page/codemirror.js, anew from npm.
# What CodeMirror's further packages offer (completion, undo, linting, tooltips, keys, numbers of lines) the studio does itself, so that they stay out.
set -eu
cd "$(dirname "$0")/.."
page=$(pwd)/generator/obcgen/studio_server/page
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf '{"private": true}\n' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts @codemirror/state@6.7.6 @codemirror/view@6.43.15 esbuild@0.28.2 terser@5.51.4
cat >entry.js <<'END'
export { EditorState, StateEffect, StateField } from "@codemirror/state";
export { Decoration, EditorView, ViewPlugin } from "@codemirror/view";
END
cat >leaner.mjs <<'END'
// Leaves out of the editor what nothing here can reach: branches for Internet Explorer and the old Edge, which cannot
// load this page, and styles of parts that are not in the bundle.
import { readFileSync, writeFileSync } from "node:fs";
const place = "node_modules/@codemirror/view/dist/index.js";
const left = /cm-(selection|cursor|dropCursor|layer|blink|gutter|lineNumbers|activeLine|panel|dialog|button|textfield|specialChar|highlight|placeholder)/;
const theme = /(const baseTheme\$1 = \/\*@__PURE__\*\/buildTheme\("\." \+ baseThemeID, )(\{.*?\n\})(, lightDarkIDs\);)/s;
const text = readFileSync(place, "utf8");
const old = /^(const ie_\w+ = ).*;$/gm;
if (!theme.test(text) || text.match(old)?.length !== 3) throw new Error("The editor is another one: see what is left out.");
const kept = (rules) => JSON.stringify(Object.fromEntries(Object.entries(eval(`(${rules})`)).filter(([name]) => !left.test(name))));
writeFileSync(place, text.replace(theme, (_, before, rules, after) => before + kept(rules) + after).replace(old, "$1null;"));
END
node leaner.mjs
node node_modules/esbuild/install.js
node_modules/.bin/esbuild entry.js --bundle --minify-syntax --format=esm --target=esnext --log-level=error \
    --banner:js="/* CodeMirror 6 (state 6.7.6, view 6.43.15), MIT, see codemirror.txt; made by scripts/codemirror.sh */" \
    --outfile=bundle.js
cat >smaller.mjs <<'END'
// Shortens the names of properties that the editor alone uses: those that the page's scripts do not name (make this
// file anew when they name another), that no browser knows and nobody puts in quotes.
import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";
const [page] = process.argv.slice(2);
const bundle = readFileSync("bundle.js", "utf8");
const named = ["text.js", "completion.js"].flatMap((name) => readFileSync(`${page}/${name}`, "utf8").match(/[A-Za-z_$][\w$]*/g));
const quoted = bundle.match(/(?<=["'`])[A-Za-z_$][\w$]*(?=["'`])/g);
const browsers = "beforeinput characterboundsupdate compositionend compositionstart compositionupdate contenteditable copy cut dragend dragstart mousewheel paste textformatupdate "
  + "textupdate touchend touchmove touchstart wheel preventScroll writingsuggestions WebkitUserModify webkitFontSmoothing whiteSpace_fallback";
const { code } = await minify(bundle, {
  module: true,
  compress: { passes: 3, ecma: 2020 },
  mangle: { properties: { reserved: [...named, ...quoted, ...browsers.split(" ")], keep_quoted: "strict" } },
  format: { comments: /CodeMirror 6/ },
});
writeFileSync(`${page}/codemirror.js`, `${code}\n`);
END
node smaller.mjs "$page"
{
    echo "codemirror.js holds these packages, each under the licence below it."
    for name in @codemirror/state @codemirror/view @marijn/find-cluster-break crelt style-mod w3c-keyname; do
        printf '\n%s\n\n' "$name"
        cat "node_modules/$name/LICENSE"
    done
} >"$page/codemirror.txt"
wc -c "$page/codemirror.js"
