"""The real LibreOffice filling a form, with no window: a Basic macro of a profile of its own types, ticks, saves and exports.

Basic comes with every LibreOffice; the bridge to Python is a package apart on many systems.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

SOFFICE = shutil.which("soffice")
WHY = "LibreOffice is not installed here: two files it saved are read back in its place"

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Filling"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Filling" script:language="StarBasic">{}</script:module>
"""
_MACRO = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  controls = document.DrawPage.Forms.getByIndex(0)
{fills}
  Dim plain()
  document.storeToURL("{odt}", plain())
  Dim export(0) As New com.sun.star.beans.PropertyValue
  export(0).Name = "FilterName" : export(0).Value = "writer_pdf_Export"
  document.storeToURL("{pdf}", export())
  document.close(True)
End Sub

Sub Fill(controls, name, words)
  Dim index
  For index = 0 To controls.Count - 1
    control = controls.getByIndex(index)
    If control.Name = name Then
      If control.supportsService("com.sun.star.form.component.RadioButton") Then
        If control.RefValue = words Then control.State = 1
      ElseIf control.supportsService("com.sun.star.form.component.CheckBox") Then
        control.State = IIf(words = "on", 1, 0)
      Else
        control.Text = words
      End If
    End If
  Next
End Sub
"""


def fill_in_libreoffice(odt: bytes, filled: Mapping[str, str], folder: Path) -> tuple[bytes, bytes]:
    """The form filled in LibreOffice: saved as ODT, and exported as PDF. Skips the test where there is none."""
    if SOFFICE is None:
        pytest.skip(WHY)
    source, saved, exported = folder / "blank.odt", folder / "filled.odt", folder / "filled.pdf"
    source.write_bytes(odt)
    library = folder / "profile" / "user" / "basic" / "Standard"
    _run(folder, "--terminate_after_init")  # makes the profile, with an empty library
    library.mkdir(parents=True, exist_ok=True)
    fills = "".join(f"  Fill(controls, {_basic(name)}, {_basic(words)})\n" for name, words in filled.items())
    macro = _MACRO.format(source=source.as_uri(), odt=saved.as_uri(), pdf=exported.as_uri(), fills=fills)
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    (library / "Filling.xba").write_text(_MODULE.format(escape(macro)), "utf-8")
    _run(folder, "macro:///Standard.Filling.Main")
    return saved.read_bytes(), exported.read_bytes()


def _basic(words: str) -> str:
    """A text as Basic writes it."""
    return " & Chr(10) & ".join('"{}"'.format(line.replace('"', '""')) for line in words.split("\n"))


def _run(folder: Path, what: str) -> None:
    assert SOFFICE is not None
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--norestore", what],
        check=True, capture_output=True, timeout=180, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
