"""Printed and sent documents: plain data in, bytes out.

Decisions kept here, so that nobody has to guess them again.

- **ReportLab's canvas, not its Platypus flowables.** Every block is typeset, measured and drawn by the few modules
  of `kit` (`line_breaking`, `blocks`, `table`, `flow`). Marked content then sits exactly around what it describes, a
  line that wraps keeps its space (Platypus drops it and a screen reader runs the words together), and the pages are
  laid out before they are drawn, so « page 1/2 » needs no second rendering.
- **Every PDF is tagged (PDF/UA-1).** `tagged_canvas` writes the marks in the page and remembers the tree in `structure`;
  `tagging` adds tree, parent tree, language, XMP and tab order with pikepdf. What is only decoration is an artifact.
  The letterhead is content on the first page (a letter without its sender means nothing), an artifact afterwards.
- **Refused:** WeasyPrint (Pango and its system libraries on Windows, a second layout language, start-up cost); printing
  through Qt (no tags, no fillable fields, needs a window); templates of an office suite (one must be on the poste).
- **ODT beside PDF** where people correct a text before sending it: letters and the referee's form.
- **Scans are kept as PDF only, whole.** Photographs are straightened and lose their EXIF at intake, PDFs lose their scripts.
  qpdf rewrites; PDFium, which shares no line with it, reads before and after, and what it no longer sees is a refusal
  (`scans/comparing`). Losses both would make alike (a stream cut, a reference to nothing) are looked for in `scans/checks/soundness`.

This module imports nothing: ReportLab, pikepdf and OpenCV are loaded only by the module that is asked for.
"""
