"""Every pair of colours that carries a text or a border is readable, in both themes (WCAG 2.2)."""

from __future__ import annotations

import pytest

from chance_desktop.desktop.ui_kit.look.tokens import DARK, LIGHT, NAV_SQUARES, Palette, contrast

TEXT = (
    *((ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("surface", "bg", "sunken")),
    ("ink", "accent_tint"),
    ("ink2", "accent_tint"),
    ("ink2", "sel"),
    ("ink", "sel"),
    ("accent", "surface"),
    ("accent", "bg"),
    ("accent", "accent_tint"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *((tone, ground) for tone in ("green", "orange", "blue", "red") for ground in ("surface", f"{tone}_tint")),
    *(("surface", tone) for tone in ("green", "blue", "orange", "accent")),
    *(("ink", f"{tone}_tint") for tone in ("green", "orange", "blue", "red")),
    ("nav_ink", "nav"),
    ("nav_ink", "nav_sel"),
    ("nav_ink2", "nav"),
    ("nav_ink2", "nav_sel"),
    ("nav_ink", "nav_line"),
    ("ink2", "track"),
    ("surface", "ink"),
)
BORDERS = (("strong", "surface"), ("strong", "bg"), ("focus", "surface"), ("focus", "bg"), ("nav_focus", "nav"))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_texts_are_readable(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(palette.named(ink), palette.named(ground)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("border", "ground"), BORDERS)
def test_borders_and_ring_are_seen(palette: Palette, border: str, ground: str) -> None:
    assert contrast(palette.named(border), palette.named(ground)) >= 3


@pytest.mark.parametrize("square", NAV_SQUARES)
def test_icons_on_the_navigation_are_seen(square: str) -> None:
    assert contrast(square, LIGHT.nav) >= 3
    assert contrast(square, DARK.nav) >= 3


def test_known_ratios() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
