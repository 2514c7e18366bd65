/** Compiles a folder of Python files in place, by the Python of Pyodide: compile.mjs PYODIDE FOLDER */

import { pathToFileURL } from "node:url";

const [runtime, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${runtime}/` });
python.mountNodeFS("/made", folder);
const sound = python.runPython(`
import compileall, pathlib, py_compile
sound = compileall.compile_dir("/made", quiet=1, legacy=True, stripdir="/made", maxlevels=30,
                               invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
by_its_place = pathlib.Path("/made/holidays/countries/united_states.py")
for path in pathlib.Path("/made").rglob("*.py"):
    path.with_suffix(".pyc").unlink() if path == by_its_place else path.unlink()
py_compile.compile(by_its_place, dfile="united_states.py", doraise=True,
                   invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
sound
`);
process.exit(sound ? 0 : 1);
