"""A page that looks like a paper someone brought, drawn on the spot and marked as fictional."""

from __future__ import annotations

from io import BytesIO

from chance_desktop.runtime.assets import resources_folder


def fictional_paper(title: str, first_name: str) -> bytes:
    """A PNG of an A4 page at 100 dpi."""
    from PIL import Image, ImageDraw, ImageFont

    fonts = resources_folder() / "fonts"
    bold = ImageFont.truetype(str(fonts / "AtkinsonHyperlegibleNext_700Bold.ttf"), 34)
    plain = ImageFont.truetype(str(fonts / "AtkinsonHyperlegibleNext_400Regular.ttf"), 20)
    page = Image.new("RGB", (827, 1169), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((40, 40, 787, 1129), outline="#857D92", width=2)
    draw.text((80, 90), title, font=bold, fill="#211A2B")
    draw.text((80, 150), "Document fictif", font=plain, fill="#A04A07")
    for line in range(24):
        width = 560 if line % 5 else 380
        draw.line((80, 230 + line * 34, 80 + width, 230 + line * 34), fill="#CFC8D8", width=9)
    draw.text((80, 1080), first_name, font=plain, fill="#544C61")
    content = BytesIO()
    page.save(content, "PNG")
    return content.getvalue()
