"""Makes the web edition: the studio as a folder of static files, with the program inside the page.

    python scripts/web_edition.py [FOLDER]        build/web unless another folder is given

Any web server hands it out; see docs/for-it.md. Pyodide comes from npm at one version and one hash, the one
wheel that is compiled from the index with a hash of locks/demo.txt, everything else from this environment,
which holds what locks/ holds. Python's files are compiled by the Python that runs them, in node.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

from obcgen.studio.desk import Desk
from obcgen.studio.protocol import answer

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "generator" / "obcgen" / "studio_server" / "page"
OWN = ROOT / "scripts" / "web"
COMPILE = OWN / "compile.mjs"
PYODIDE = "pyodide@314.0.7"
PYODIDE_HASH = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
"""SHA-512 of the package, as npm states it."""
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PLATFORM = "pyemscripten_2026_0_wasm32"
PYTHON = "314"
COMPILED = "pydantic-core"
PURE = {
    "annotated-types": ("annotated_types",),
    "fonttools": ("fontTools",),
    "holidays": ("holidays",),
    "jinja2": ("jinja2",),
    "markdown-it-py": ("markdown_it",),
    "markupsafe": ("markupsafe",),
    "mdurl": ("mdurl",),
    "pydantic": ("pydantic",),
    "python-dateutil": ("dateutil",),
    "pyyaml": ("yaml",),
    "six": ("six",),
    "typing-extensions": ("typing_extensions",),
    "typing-inspection": ("typing_inspection",),
    "xlsxwriter": ("xlsxwriter",),
}
"""What the studio needs of the packages in locks/, each with its modules. Nothing here lays out pages."""
UNUSED = (
    "obcgen/cli/",
    "obcgen/signing/",
    "obcgen/studio_server/",
    "fontTools/mtiLib/",
    "fontTools/voltLib/",
    "fontTools/qu2cu/",
    "fontTools/svgLib/",
    "fontTools/diff/",
    "pydantic/v1/",
    "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",
    "holidays/locale/",
)
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob: 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)


def main(target: Path) -> None:
    """Make the folder anew and say what it weighs."""
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        runtime, staged = pyodide(work), work / "site"
        stage(staged, work)
        subprocess.run(["node", str(COMPILE), str(runtime), str(staged)], check=True)
        shutil.rmtree(target, ignore_errors=True)
        page(target)
        python = target / "python"
        python.mkdir()
        for name in RUNTIME:
            shutil.copyfile(runtime / name, python / name)
        (python / "pyodide-lock.json").write_text(json.dumps(lock(runtime)), encoding="utf-8")
        (python / "program.tar.gz").write_bytes(archive(staged))
    index(target / "index.html")
    questions(target / "questions.json")
    print(f"{target}: {finish(target) / 1e6:.1f} MB")


def page(target: Path) -> None:
    """Lay the one front end and the home in the page there; comments of scripts stay at home."""
    shutil.copytree(PAGE, target, ignore=shutil.ignore_patterns("home-server.js"))
    for path in OWN.glob("*.js"):
        shutil.copyfile(path, target / path.name)
    for path in target.glob("*.js"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        told = (line for line in lines if not line.lstrip().startswith(("/**", "* ", "*/", "// ")))
        path.write_text("".join(told), "utf-8")


def pyodide(work: Path) -> Path:
    """Fetch Pyodide and return its folder.

    Raises:
        SystemExit: the package is not the one that is known.
    """
    subprocess.run(["npm", "pack", "--silent", PYODIDE], cwd=work, check=True, capture_output=True)
    (package,) = work.glob("pyodide-*.tgz")
    held(package.read_bytes(), "sha512", PYODIDE_HASH, PYODIDE)
    with tarfile.open(package) as packed:
        packed.extractall(work, filter="data")
    return work / "package"


def held(content: bytes, kind: str, expected: str, name: str) -> None:
    """Stop unless content has a hash that is known."""
    found = base64.b64encode(hashlib.new(kind, content).digest()).decode()
    if found != expected:
        raise SystemExit(f"{name} is not what it should be: {kind} {found}")


def lock(runtime: Path) -> dict[str, object]:
    """Return the list of packages that Pyodide reads at its start: which Python this is, and no package."""
    stated = json.loads((runtime / "pyodide-lock.json").read_text("utf-8"))
    return {"info": stated["info"], "packages": {}}


def stage(site: Path, work: Path) -> None:
    """Put every file of the program and of what it needs where Python looks for it."""
    for name, content in (*ours(), *pure(), *compiled(work)):
        if name.startswith(UNUSED):
            continue
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def ours() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the program, laid as in its wheel."""
    for folder, place in (
        ("generator/obcgen", "obcgen"),
        ("templates", "obcgen/templates"),
        ("specs", "obcgen/specs"),
    ):
        yield from files(ROOT / folder, place)
    yield from metadata("obcgen")
    yield "brotli.py", (OWN / "brotli.py").read_bytes()


def pure() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the packages that are pure Python, without what speeds them up elsewhere."""
    for package, modules in PURE.items():
        for module in modules:
            found = find_spec(module)
            if found is None or not found.origin:
                raise SystemExit(f"{package} is not installed here: make .venv/installed")
            origin = Path(found.origin)
            if origin.name == "__init__.py":
                yield from files(origin.parent, module)
            else:
                yield origin.name, origin.read_bytes()
        yield from metadata(package)


def files(folder: Path, place: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder that travel: no caches, no libraries, one country's holidays."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (
            path.is_file()
            and path.suffix not in {".pyc", ".so", ".pyi", ".pyx", ".pxd", ".c"}
            and ours_or_us(name)
        ):
            yield f"{place}/{name}", path.read_bytes()


def ours_or_us(name: str) -> bool:
    """Tell whether a file is not another country's calendar."""
    country = re.fullmatch(r"(countries|financial)/(\w+)\.py", name)
    return country is None or country[2] in {"__init__", "united_states"}


def metadata(package: str) -> Iterator[tuple[str, bytes]]:
    """Yield the metadata of a package, which says its version, and its licence."""
    found = distribution(package)
    place = f"{found.metadata['Name']}-{found.version}.dist-info"
    yield (
        f"{place}/METADATA",
        f"Metadata-Version: 2.1\nName: {found.metadata['Name']}\nVersion: {found.version}\n".encode(),
    )
    for each in found.files or ():
        if re.match(r"(LICEN[CS]E|COPYING|NOTICE)", each.name, re.IGNORECASE):
            yield f"{place}/{each.name}", Path(str(each.locate())).read_bytes()


def compiled(work: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the one package that is compiled, for WebAssembly."""
    version = distribution(COMPILED).version
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
            *("--only-binary", ":all:", "--python-version", PYTHON, "--implementation", "cp"),
            *("--abi", f"cp{PYTHON}", "--platform", PLATFORM, "--dest", str(work), f"{COMPILED}=={version}"),
        ],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    (wheel,) = work.glob("pydantic_core-*.whl")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest not in (ROOT / "locks" / "demo.txt").read_text("utf-8"):
        raise SystemExit(f"{wheel.name} is not in locks/demo.txt")
    shutil.unpack_archive(wheel, work / "compiled", "zip")
    folder = work / "compiled"
    yield from (
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


def archive(site: Path) -> bytes:
    """Return the files as one archive, the same for the same files."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                entry = tarfile.TarInfo(path.relative_to(site).as_posix())
                entry.size = path.stat().st_size
                tar.addfile(entry, io.BytesIO(path.read_bytes()))
    return gzip.compress(packed.getvalue(), 9, mtime=0)


def index(path: Path) -> None:
    """Tell the page which home it has, and what it may load."""
    text = path.read_text("utf-8")
    told = text.replace('name="home" content="server"', 'name="home" content="page"')
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    path.write_text(told.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}'), "utf-8")


def questions(path: Path) -> None:
    """Write what the first page asks, so that it can be shown before the program is loaded."""
    path.write_text(json.dumps(answer(Desk(), {"do": "questions"})[1]), "utf-8")


def finish(target: Path) -> int:
    """List every file with its size and hash, name the build after the list, and return the size of all."""
    listed, total = {}, 0
    for path in sorted(target.rglob("*")):
        if path.is_file() and path.name != "offline.js":
            content = path.read_bytes()
            digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
            listed[path.relative_to(target).as_posix()] = {
                "bytes": len(content),
                "integrity": f"sha256-{digest}",
            }
            total += len(content)
    written = json.dumps({"files": listed}, indent=1)
    (target / "files.json").write_text(f"{written}\n", "utf-8")
    offline = target / "offline.js"
    build = hashlib.sha256(written.encode()).hexdigest()[:16]
    offline.write_text(offline.read_text("utf-8").replace('"BUILD"', f'"{build}"'), "utf-8")
    return total


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "web")
