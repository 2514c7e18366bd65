"""The studio on this computer: a server on the loopback address, and the page that it serves.

The only place of the studio that touches the disk; what it answers comes from `obcgen.studio.protocol`.
"""

from __future__ import annotations

from obcgen.studio_server.serving import PORT, Serving, prepare

__all__ = ["PORT", "Serving", "prepare"]
