"""What the first frame and the first list wait for: what is loaded by then, so that nothing heavy slips in unseen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from chance_desktop.casework.installation.opening import open_desk

QT = {"PySide6", "shiboken6", "shibokensupport"}
STORE = {"sqlalchemy", "sqlcipher3", "pyrage", "filelock", "typing_extensions", "msgspec"}
"""What opens a store, its scans and its lock; `msgspec` reads the stamps of its rows."""

FRAME = ("chance_desktop.desktop", "chance_desktop.runtime", "chance_desktop.domain.people.names", "chance_desktop.domain.text.shown_text",
         "chance_desktop.casework.session.kit.progress", "chance_desktop.casework.session.outcome",
         "chance_desktop.casework.session.change_kinds")  # fmt: skip

LOADED = "import sys; print('\\n'.join(sorted(sys.modules)))"
FIRST_LIST = """
import sys
from pathlib import Path
from chance_desktop.desktop.workplace.app import make_application
from chance_desktop.desktop.workplace.window import Window

app = make_application()
window = Window(Path(sys.argv[1]), "dossiers", measuring=True)

def tell():
    print("\\n".join(sorted(sys.modules)), flush=True)
    app.quit()

window.list_ready.connect(tell)
window.show()
window.start()
app.exec()
window.close_desk()
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """Names of what a process of its own has loaded when it tells; what the start of Python itself loads is left out."""

    def names(script: str) -> set[str]:
        command = [sys.executable, "-c", script, *arguments]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=True)
        return set(done.stdout.split())

    return names(code) - names(LOADED)


def libraries(modules: set[str]) -> set[str]:
    """Those among the modules that are neither Python's nor ours; a module without a file was made by another one."""
    tops = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names) - {"chance_desktop"}
    return {name for name in tops if _installed(name)}


def _installed(name: str) -> bool:
    site = (folder for folder in sys.path if folder.endswith("site-packages"))
    return any((Path(folder) / name).is_dir() or (Path(folder) / f"{name}.py").exists() for folder in site)


def test_the_first_frame_loads_neither_store_nor_documents() -> None:
    modules = loaded(f"import chance_desktop.desktop.workplace.main; {LOADED}")
    assert "chance_desktop.desktop.workplace.window" in modules
    assert libraries(modules) <= QT
    ours = {name for name in modules if name.startswith("chance_desktop.")}
    packages = {f"{name}.".rpartition(".")[0] for name in FRAME} | {
        "chance_desktop.casework", "chance_desktop.casework.session", "chance_desktop.casework.session.kit", "chance_desktop.domain",
        "chance_desktop.domain.people", "chance_desktop.domain.text",
    }  # fmt: skip
    assert {name for name in ours if not name.startswith(FRAME)} <= packages
    assert "PySide6.QtPdf" not in modules
    assert "PySide6.QtPrintSupport" not in modules


def test_the_first_list_loads_what_opens_the_store_and_no_more(home: Path) -> None:
    open_desk(home).close()  # what a day begins with is computed at its first opening
    modules = loaded(FIRST_LIST, str(home))
    assert "chance_desktop.desktop.dossiers.view" in modules
    assert libraries(modules) <= QT | STORE
    assert not {name for name in modules if name.startswith(("chance_desktop.documents", "chance_desktop.sync"))}
    assert "chance_desktop.casework.dossiers.preview" not in modules
    assert "chance_desktop.domain.programme.programme" not in modules
