"""The colours of the two themes as data, and the contrast that proves them readable."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme: every colour of the window by its role, as `#RRGGBB`."""

    bg: str
    surface: str
    sunken: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_tint: str
    accent_line: str
    sel: str
    green: str
    green_tint: str
    green_line: str
    orange: str
    orange_tint: str
    orange_line: str
    blue: str
    blue_tint: str
    blue_line: str
    red: str
    red_tint: str
    red_line: str
    strong: str
    focus: str
    line: str
    line2: str
    track: str
    bar: str
    desk: str
    paper: str
    nav: str
    nav_sel: str
    nav_line: str
    nav_ink: str
    nav_ink2: str
    nav_focus: str
    v_v: str
    v_g: str
    v_o: str
    v_b: str

    def named(self, role: str) -> str:
        """The colour of a role by its name."""
        return str(getattr(self, role))


# Squares drawn on the dark navigation, the same in both themes: decoration only.
NAV_SQUARES = ("#B98AE6", "#8BD168", "#F7A145", "#74B8F2")

LIGHT = Palette(
    bg="#F5F3F7",
    surface="#FFFFFF",
    sunken="#FAF8FC",
    ink="#211A2B",
    ink2="#544C61",
    ink3="#6A6277",
    accent="#5B2A86",
    on_accent="#FFFFFF",
    accent_hover="#4A1F70",
    accent_tint="#F1EAF8",
    accent_line="#C9B2DF",
    sel="#F4EEFA",
    green="#1B6E40",
    green_tint="#E4F3EA",
    green_line="#9FCFB3",
    orange="#A04A07",
    orange_tint="#FDEEDF",
    orange_line="#EBBE92",
    blue="#1A5AA6",
    blue_tint="#E6F0FB",
    blue_line="#A8C8EB",
    red="#B3261E",
    red_tint="#FCE9E7",
    red_line="#EDB2AD",
    strong="#857D92",
    focus="#1A5AA6",
    line="#E3DEE9",
    line2="#CFC8D8",
    track="#E6E0EE",
    bar="#5B2A86",
    desk="#E9E5EE",
    paper="#FFFFFF",
    nav="#2A1740",
    nav_sel="#452A62",
    nav_line="#4A3563",
    nav_ink="#FFFFFF",
    nav_ink2="#D6CAE4",
    nav_focus="#97C6F8",
    v_v="#7A3DB0",
    v_g="#5FAE3E",
    v_o="#F08A1D",
    v_b="#2E86D6",
)

DARK = Palette(
    bg="#17131C",
    surface="#211C28",
    sunken="#272130",
    ink="#F4F0F8",
    ink2="#C8BFD3",
    ink3="#ADA3BA",
    accent="#CBA8F2",
    on_accent="#24103A",
    accent_hover="#DBC0F8",
    accent_tint="#35264A",
    accent_line="#66498A",
    sel="#322644",
    green="#86D5A6",
    green_tint="#1B382B",
    green_line="#3C6F55",
    orange="#F6B271",
    orange_tint="#43301A",
    orange_line="#7E5A30",
    blue="#97C6F8",
    blue_tint="#1E3450",
    blue_line="#3F658F",
    red="#FFA69C",
    red_tint="#4A2523",
    red_line="#8A4943",
    strong="#8F859E",
    focus="#97C6F8",
    line="#393143",
    line2="#4A4156",
    track="#3B3346",
    bar="#CBA8F2",
    desk="#120E17",
    paper="#FFFFFF",
    nav="#0F0B14",
    nav_sel="#3A2852",
    nav_line="#393143",
    nav_ink="#FFFFFF",
    nav_ink2="#CFC4DB",
    nav_focus="#97C6F8",
    v_v="#A873DD",
    v_g="#7CC45C",
    v_o="#F5A04A",
    v_b="#5AA5EA",
)


def palette_as_dict(palette: Palette) -> dict[str, str]:
    """Every role with its colour, for the style template."""
    return {field.name: palette.named(field.name) for field in fields(palette)}


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance of a `#RRGGBB` colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
