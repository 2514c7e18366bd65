"""Adds to a wheel the templates as Python and the fonts cut down: installing makes a first run quick."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_WRITE = """
import sys
from pathlib import Path

from obcgen.pack import builtin
from obcgen.render.ready import write_ready
from obcgen.writers.ready_fonts import write_ready_fonts

write_ready(Path(sys.argv[1]))
write_ready_fonts(Path(sys.argv[1]), builtin().style)
"""


class Ready(BuildHookInterface[Any]):
    """Writes both beside the build; a checkout that is installed as it stands has neither."""

    PLUGIN_NAME = "ready"
    _folder: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write them beside the build."""
        if version == "editable":
            return
        self._folder = Path(tempfile.mkdtemp())
        program = str(Path(self.root) / "generator")
        path = os.pathsep.join(filter(None, (program, os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-c", _WRITE, str(self._folder)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path})
        build_data["force_include"][str(self._folder)] = "obcgen/ready"

    def finalize(self, *_given: Any) -> None:
        """Remove what is now in the wheel."""
        if self._folder:
            shutil.rmtree(self._folder)
