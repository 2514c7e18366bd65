"""How wide words are, so that no label meets another: the widths of the shipped typeface, rounded upward."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Final

_FIRST: Final = 32
_REGULAR: Final = (
    "226 326 401 498 507 715 682 221 303 303 498 498 250 306 252 386 507 507 507 507 507 507 507 507 "
    "507 507 268 268 498 498 498 463 894 579 544 533 615 488 459 631 623 252 319 520 420 855 646 662 "
    "517 673 543 459 487 642 567 890 519 487 468 307 386 307 498 498 291 479 525 423 525 498 305 471 "
    "525 229 239 455 229 799 525 527 525 525 349 391 335 525 452 715 433 453 395 314 460 314 498 "
)
_BOLD: Final = (
    "226 326 438 498 507 729 705 233 312 312 498 498 258 306 267 430 507 507 507 507 507 507 507 507 "
    "507 507 276 276 498 498 498 463 898 606 561 529 630 488 459 637 631 267 331 547 423 874 659 676 "
    "532 686 563 473 495 653 591 906 551 520 478 325 430 325 498 498 300 494 537 418 537 503 316 474 "
    "537 246 255 480 246 813 537 538 537 537 355 399 347 537 473 745 459 474 397 344 475 344 498 "
)
"""Thousandths of the type size, from the space to the tilde, in Carlito; a test holds them to the font."""
_WIDTHS: Final = {False: tuple(map(int, _REGULAR.split())), True: tuple(map(int, _BOLD.split()))}

_OTHER: Final = 1_120
"""No other letter of an alphabet is wider; signs of Chinese, Japanese and Korean are a whole size wide."""
_MARK: Final = 150
"""No accent makes a letter wider by more."""
_STAND_IN: Final = 125
"""Typefaces that a program may put in the place of Carlito run as wide as this, in per cent of it."""
_MORE: Final = "…"


@dataclass(frozen=True, slots=True)
class Letters:
    """A size of type in tenths of a point. `spread`: the typeface's width in per cent of Carlito's."""

    size: int
    bold: bool = False
    spread: int = 100

    def width(self, text: str) -> int:
        """Return how wide a text is at most, in tenths of a point."""
        thousandths = sum(_advance(character, self.bold) for character in text)
        return -(-thousandths * self.size * self.spread // 100_000)

    def column(self, text: str) -> int:
        """Return how wide a column is in which a text meets no other, whatever typeface stands in."""
        return replace(self, spread=max(self.spread, _STAND_IN)).width(text)

    def lines(self, text: str, room: int, most: int = 1) -> tuple[str, ...]:
        """Return a text in lines that fit a room; what `most` lines do not hold gives way to an ellipsis."""
        words, lines = text.split(), [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or self.width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) > most:
            lines[most - 1 :] = [" ".join(lines[most - 1 :])]
        return tuple(self._fitting(line, room) for line in lines)

    def _fitting(self, line: str, room: int) -> str:
        if self.width(line) <= room:
            return line
        kept = line
        while kept and self.width(kept + _MORE) > room:
            kept = kept[:-1].rstrip(" ,.;:")
        return kept + _MORE


def _advance(character: str, bold: bool) -> int:
    if unicodedata.combining(character):
        return 0
    letters = unicodedata.normalize("NFD", character)
    place = ord(letters[0]) - _FIRST
    widths = _WIDTHS[bold]
    return widths[place] + _MARK * (len(letters) - 1) if 0 <= place < len(widths) else _OTHER
