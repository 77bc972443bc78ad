"""The checklist, against the same words drawn straight on a canvas, and against the same page by WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from chance_desktop.documents.kit.sender import Sender
from chance_desktop.documents.kit.typesetting.theme import Face, font
from chance_desktop.documents.papers import checklist
from chance_desktop.runtime.assets import resources_folder
from tests.benchmarks.figures import Figure, alternately, ratio, timed

_SENDER = Sender(
    "Une chance pour l’Europe", "Cours de langue et stage à l’étranger", "Mission Locale – antenne de Civray",
    "3, place des Tilleuls, 86400 Civray", "05 36 49 10 20", "civray@exemple.fr",
)  # fmt: skip
_DAY = date(2026, 11, 24)
_TICK = "<svg width=14 height=14 viewBox='0 0 24 24'><path d='M20 6 9 17l-5-5' fill=none stroke=white stroke-width=3 /></svg>"
_LOGO = "<span class=logo></span><span class='logo dash'></span><br><span class='logo dash'></span><span class='logo org'></span>"


def _content(turn: int) -> checklist.Checklist:
    return checklist.Checklist(
        sender=_SENDER,
        person_name=f"Manon Roussel {turn}",
        age=21,
        plan_line="Départ prévu à Cork (Irlande) au printemps 2027",
        file_number=f"2026-CIV-A{turn:03d}",
        to_obtain=tuple(
            checklist.PieceToObtain(
                f"Pièce à obtenir n° {n}", "demandée le 6 novembre", "M. Garnier", "05 36 49 22 10", _DAY
            )
            for n in range(4)
        ),
        received=tuple(checklist.PieceReceived(f"Pièce reçue n° {n}", "de moins de 3 mois", _DAY) for n in range(7)),
        meeting=checklist.MeetingNote("Jeudi 3 décembre 2026, 10 h", "Entretien, Poitiers"),
        contact_line="Claire Audebert, 05 36 49 10 21",
        edited_on=_DAY,
    )


def figures(homes: Path) -> list[Figure]:
    """Both ratios."""
    turns = iter(range(10**6))
    made = timed(lambda: checklist.render(_content(next(turns))))
    bare = timed(lambda: _bare(_content(next(turns))))
    for work in (made, bare) * 2:
        work()
    ours, drawn = alternately(made, bare, 31)
    found = [ratio("checklist PDF / the same content on a bare canvas", ours, drawn, 4)]
    peer = _weasyprint()
    if peer is not None:
        page = timed(lambda: peer(_content(next(turns))))
        page()
        slow, ours = alternately(page, made, 7)
        found.append(ratio("WeasyPrint on the same page / checklist PDF", slow, ours, 15, at_least=True))
    return found


def _bare(content: checklist.Checklist) -> bytes:
    """The same words, boxes, rules and code at their places, with no layout, no tags and no metadata."""
    import segno

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    regular, bold = font(Face.REGULAR).fontName, font(Face.BOLD).fontName
    height = A4[1] - 60

    def write(words: str, size: float = 11, name: str = regular, x: float = 50, down: float = 16) -> None:
        nonlocal height
        canvas.setFont(name, size)
        canvas.drawString(x, height, words)
        height -= down

    for words in (content.sender.programme, content.sender.name, content.sender.address, content.sender.phone):
        write(words)
    write("Liste des pièces du dossier", 24, bold, down=30)
    write(f"{content.person_name}, {content.age} ans", 15, bold)
    write(f"{content.plan_line} · dossier {content.file_number}")
    matrix = segno.make_qr(content.file_number, error="m").matrix
    for row, line in enumerate(matrix):
        for column, dark in enumerate(line):
            if dark:
                canvas.rect(480 + column * 3, 700 - row * 3, 3, 3, stroke=0, fill=1)
    for piece in content.to_obtain:
        canvas.rect(50, height, 14, 14)
        write(piece.name, 12, bold, 75)
        write(f"{piece.note} {piece.contact} {piece.contact_detail} {piece.due_on}", 10, x=75, down=20)
        canvas.line(50, height + 10, 540, height + 10)
    for received in content.received:
        canvas.rect(50, height, 12, 12, fill=1)
        write(f"{received.name} {received.note} {received.received_on}", x=75, down=20)
        canvas.line(50, height + 10, 540, height + 10)
    if content.meeting is not None:
        write(content.meeting.when, 13, bold)
        write(content.meeting.where)
    write(content.contact_line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _weasyprint() -> Callable[[checklist.Checklist], object] | None:
    """The page by WeasyPrint, tagged too, or nothing where its system libraries are not installed."""
    try:
        from weasyprint import HTML
    except OSError:
        return None
    fonts = resources_folder() / "fonts"
    return lambda content: HTML(string=_page(content), base_url=f"{fonts}/").write_pdf(pdf_variant="pdf/ua-1")


def _page(content: checklist.Checklist) -> str:
    """The page of the design in HTML: same font in the same weights, code, boxes, tables, header and foot."""
    import segno

    faces = "".join(
        f"@font-face{{font-family:A;font-weight:{weight};src:url(AtkinsonHyperlegibleNext_{name}.ttf)}}"
        for weight, name in ((400, "400Regular"), (500, "500Medium"), (600, "600SemiBold"), (700, "700Bold"))
    )
    style = (
        faces
        + "@page{size:A4;margin:18mm 18mm 22mm;@bottom-left{content:'Cochez une case quand la pièce est prête. Case pleine : pièce déjà reçue.';"
        "font:8.5pt A;color:#544C61}@bottom-right{content:'Édité le 24 novembre 2026 · page ' counter(page) '/' counter(pages);font:8.5pt A}}"
        "body{font:11pt A;color:#211A2B}h1{font-size:23pt}h2{font-size:15pt;color:#5B2A86}table{width:100%;border-collapse:collapse}"
        "td,th{border-bottom:.6pt solid #CFC8D8;padding:5pt;text-align:left}.box{border:1.5pt solid #211A2B;width:16pt;height:16pt}"
        ".full{background:#211A2B}.sum{border:1pt solid #5B2A86;background:#F1EAF8;padding:14pt;display:flex}.sq{display:inline-block;"
        "width:13pt;height:13pt;margin-right:4pt;background:#211A2B}.todo{background:none;border:1pt dashed #211A2B}header{display:flex}"
        ".card{border:1pt solid #544C61;border-radius:6pt;padding:12pt;width:45%}small{font-size:9pt;color:#544C61}"
        ".logo{display:inline-block;width:16pt;height:16pt;background:#7A3DB0;border-radius:2pt}.org{background:#F08A1D}.dash{background:none;"
        "border:1.2pt dashed #5FAE3E}.note{border-bottom:.8pt dotted #857D92;height:16pt}.phone{font-weight:600}.name{font-weight:500}"
    )
    sender = content.sender
    squares = "".join("<span class=sq></span>" for _each in content.received) + "".join(
        "<span class='sq todo'></span>" for _each in content.to_obtain
    )
    wanted = "".join(
        f"<tr><td><div class=box></div></td><td><b>{piece.name}</b><br><small>{piece.note}</small></td>"
        f"<td>{piece.contact}<br><span class=phone>{piece.contact_detail}</span></td><td><b>{piece.due_on}</b></td></tr>"
        for piece in content.to_obtain
    )
    received = "".join(
        f"<tr><td><div class='box full'>{_TICK}</div></td><td class=name>{piece.name}</td>"
        f"<td><small>{piece.note}</small></td><td>{piece.received_on}</td></tr>"
        for piece in content.received
    )
    code = segno.make_qr(content.file_number, error="m").svg_inline(scale=3)
    meeting = content.meeting.when if content.meeting else ""
    return (
        f"<html lang=fr><head><title>Liste des pièces</title><style>{style}</style></head><body>"
        f"<header><div>{_LOGO}</div><div><b>{sender.programme}</b><br>{sender.programme_subtitle}</div><div><b>{sender.name}</b><br>{sender.address}<br>"
        f"{sender.phone} · {sender.email}</div></header><hr><h1>Liste des pièces du dossier</h1><h2>{content.person_name}, {content.age} ans</h2>"
        f"<p>{content.plan_line} · dossier {content.file_number}</p>{code}"
        f"<div class=sum><b>Il manque {len(content.to_obtain)} pièces</b>{squares}</div>"
        f"<table><tr><th></th><th>À obtenir</th><th>Qui contacter</th><th>Pour le</th></tr>{wanted}</table>"
        f"<table><tr><th></th><th>Déjà reçues</th><th></th><th>Reçue le</th></tr>{received}</table>"
        f"<header><div class=card>Votre prochain rendez-vous<br><b>{meeting}</b><br>{content.contact_line}</div>"
        f"<div class=card>Notes{'<div class=note></div>' * 3}</div></header>"
        "</body></html>"
    )
