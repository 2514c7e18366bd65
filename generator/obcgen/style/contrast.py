"""Whether colours stand far enough apart to be read, as WCAG 2.1 AA asks of public documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from obcgen.problems import Kind, Problem

if TYPE_CHECKING:
    from obcgen.style.style import Colours

LOW_CONTRAST = Kind("LOOK-04", "Two colors are too close to read one on the other")

_WHITE: Final = "FFFFFF"
_LEAST_CONTRAST: Final = 4.5
_ON_PAPER: Final = ("text", "muted", "primary", "accent", "warning")
"""Each of these is printed as text both on white and on the band."""


def contrast(first: str, second: str) -> float:
    """Return how far two colours stand apart, from 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_problems(colours: Colours) -> tuple[Problem, ...]:
    """Return a Problem for each text colour that is too close to a ground it is printed on."""
    pairs = [(name, ground) for ground in ("white", "band") for name in _ON_PAPER]
    return tuple(
        LOW_CONTRAST.problem(
            f"The color “{name}” is hard to read on {'white' if ground == 'white' else f'“{ground}”'}.",
            path=("colors", name),
            found=f"a contrast of {found:.1f} to 1",
            expected="at least 4.5 to 1 (WCAG 2.1 AA, which public documents must meet)",
            hint="Make one of the two colors darker or lighter.",
        )
        for name, ground in [*pairs, ("on_primary", "primary")]
        if (found := contrast(getattr(colours, name), getattr(colours, ground, _WHITE))) < _LEAST_CONTRAST
    )


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
