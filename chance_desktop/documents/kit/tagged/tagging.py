"""Turns drawn pages into a PDF/UA-1 file: structure tree, parent tree, language, metadata, tab order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from chance_desktop.documents.kit.tagged.structure import Element, Mark
from chance_desktop.documents.kit.typesetting.typography import xml_safe

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"{claim_namespace}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself; no personal data beyond the title people see in the window."""

    title: str
    author: str
    subject: str = ""
    language: str = "fr-FR"


Finisher = Callable[[Pdf], Sequence[Object]]
"""Adds to the drawn pages; returns the annotations of the form fields, in the order of their places."""


def finish(
    drawn: bytes, root: Element, marks: Sequence[Sequence[Element]], meta: Meta, add: Finisher | None = None, *,
    claims_accessible: bool = True,
) -> bytes:  # fmt: skip
    """The tagged file. `claims_accessible=False` leaves out the PDF/UA mark when a page comes from elsewhere."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        fields = add(pdf) if add else ()
        _tag(pdf, root, marks, fields)
        catalogue = pdf.Root
        catalogue.Lang = String(meta.language)
        catalogue.MarkInfo = Dictionary(Marked=True)
        catalogue.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        catalogue.Metadata = _metadata(pdf, meta, claims_accessible=claims_accessible)
        out = BytesIO()
        # What was drawn is compressed already, and our metadata tell no version of PDF: both would cost for nothing.
        pdf.save(out, min_version="1.7", deterministic_id=True, compress_streams=False, fix_metadata_version=False)
        return out.getvalue()


def _metadata(pdf: Pdf, meta: Meta, *, claims_accessible: bool) -> pikepdf.Stream:
    xmp = _XMP.format(
        title=escape(xml_safe(meta.title)),
        author=escape(xml_safe(meta.author)),
        subject=escape(xml_safe(meta.subject)),
        language=escape(meta.language),
        claim_namespace=' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"' if claims_accessible else "",
        claim="\n<pdfuaid:part>1</pdfuaid:part>" if claims_accessible else "",
    )
    return pdf.make_stream(xmp.encode(), {"/Type": Name.Metadata, "/Subtype": Name.XML})


def _tag(pdf: Pdf, root: Element, marks: Sequence[Sequence[Element]], fields: Sequence[Object]) -> None:
    pages = [page.obj for page in pdf.pages]
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made: dict[int, Object] = {}
    owners: dict[int, Object] = {}
    kind = Name.StructElem
    tags: dict[str, Name] = {}

    def build(element: Element, parent: Object) -> Object:
        tag = tags.get(element.tag) or tags.setdefault(element.tag, Name("/" + element.tag))
        node = pdf.make_indirect(Dictionary({"/Type": kind, "/S": tag, "/P": parent}))
        made[id(element)] = node
        if element.alt:
            node.Alt = String(element.alt)
        if element.scope:
            node.A = Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
            if element.span > 1:
                node.A.ColSpan = element.span
        page = next((child.page for child in element.children if isinstance(child, Mark)), None)
        if page is not None:
            node["/Pg"] = pages[page]
        kids: list[Object | int] = []
        for child in element.children:
            if isinstance(child, Element):
                kids.append(build(child, node))
            elif isinstance(child, Mark):
                kids.append(_content(child, page, pages))
            else:
                owners[child.field] = node
                annotation = fields[child.field]
                node.Pg = annotation.P
                kids.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=annotation.P))
        if len(kids) == 1:
            node["/K"] = kids[0]
        elif kids:
            node["/K"] = Array(kids)
        return node

    tree.K = build(root, tree)
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=_parents(pdf, pages, made, marks, owners, fields)))
    tree.ParentTreeNextKey = len(pages) + len(fields)
    pdf.Root.StructTreeRoot = tree


def _content(mark: Mark, page: int | None, pages: Sequence[Object]) -> Object | int:
    if mark.page == page:
        return mark.number
    return Dictionary(Type=Name.MCR, Pg=pages[mark.page], MCID=mark.number)


def _parents(
    pdf: Pdf, pages: Sequence[Object], made: dict[int, Object], marks: Sequence[Sequence[Element]],
    owners: dict[int, Object], fields: Sequence[Object],
) -> Array:  # fmt: skip
    """From each marked content and each field to its element; notes the way there on pages and fields."""
    numbers: list[Object | int] = []
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        numbers.extend([index, pdf.make_indirect(Array([made[id(owner)] for owner in marks[index]]))])
    for index, owner in owners.items():
        key = len(pages) + index
        fields[index].StructParent = key
        numbers.extend([key, owner])
    return Array(numbers)
