"""What can be wrong with a checklist."""

from __future__ import annotations

from obcgen.problems import Kind

BAD_ROW = Kind("REV-01", "A checklist that cannot be read")
NO_PATH = Kind("REV-02", "A checklist row asks for what no spec can hold")
NO_SECTION = Kind("REV-03", "A checklist row names a section that no document has")
NOT_CERTAIN = Kind("REV-04", "An indicator number that is not certain")
NO_ROW = Kind("REV-05", "A checklist names a row or group that is not there")
NO_JUDGE = Kind("REV-06", "A checklist row is judged by what does not exist")
