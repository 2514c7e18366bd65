"""LibreOffice as somebody who opens a file, updates its contents and saves it: for `make conformance`."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pathlib import Path

SAVED: Final = "docx:MS Word 2007 XML"
_MODULE: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Module1" script:language="StarBasic">
Sub Update(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  For place = 0 To opened.DocumentIndexes.Count - 1
    opened.DocumentIndexes.getByIndex(place).update()
  Next
  Dim word(0) As New com.sun.star.beans.PropertyValue
  word(0).Name = "FilterName"
  word(0).Value = "MS Word 2007 XML"
  opened.storeToURL(target, word())
  opened.close(True)
End Sub
Sub Resolve(source, target, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(opened.CurrentController.Frame, command, "", 0, Array())
  opened.refresh()
  opened.TextFields.refresh()
  For place = 0 To opened.DocumentIndexes.Count - 1
    opened.DocumentIndexes.getByIndex(place).update()
  Next
  Dim text(1) As New com.sun.star.beans.PropertyValue
  text(0).Name = "FilterName"
  text(0).Value = "Text (encoded)"
  text(1).Name = "FilterOptions"
  text(1).Value = "UTF8"
  opened.storeToURL(target, text())
  opened.close(True)
End Sub
</script:module>
"""


class Office:
    """One LibreOffice with a profile of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "file.docx"

    def converted(self, docx: bytes, form: str) -> bytes:
        """Return a Word file as LibreOffice writes it in another form, or saves it again."""
        self.file.write_bytes(docx)
        self._run("--convert-to", form, "--outdir", str(self.folder / "out"), str(self.file))
        return (self.folder / "out" / f"file.{form.partition(':')[0]}").read_bytes()

    def updated(self, docx: bytes) -> bytes:
        """Return a Word file as LibreOffice saves it after it updated every index."""
        return self._macro("Update", docx, self.folder / "updated.docx")

    def resolved(self, docx: bytes, choice: Literal["Accept", "Reject"]) -> str:
        """Return the text of a Word file, numbers included, once every tracked change is resolved."""
        command = f".uno:{choice}AllTrackedChanges"
        return self._macro("Resolve", docx, self.folder / "resolved.txt", command).decode("utf-8-sig")

    def _macro(self, name: str, docx: bytes, saved: Path, *more: str) -> bytes:
        module = self.folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        if not module.exists():
            self.converted(docx, SAVED)
        module.write_text(_MODULE, "utf-8")
        self.file.write_bytes(docx)
        arguments = ", ".join(f'"{one}"' for one in (self.file.as_uri(), saved.as_uri(), *more))
        self._run(f"macro:///Standard.Module1.{name}({arguments})")
        return saved.read_bytes()

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(
            ["soffice", "--headless", profile, *arguments], check=True, capture_output=True, timeout=600
        )
