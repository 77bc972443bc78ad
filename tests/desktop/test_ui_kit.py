"""The widgets answer to the keyboard, say their name, and give back what they are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from chance_desktop.desktop.ui_kit.buttons.button import Button, IconButton, Kind
from chance_desktop.desktop.ui_kit.dialogs import ReasonSheet
from chance_desktop.desktop.ui_kit.feedback import EmptyState, Notice, Toast
from chance_desktop.desktop.ui_kit.files.drop_zone import DropZone
from chance_desktop.desktop.ui_kit.frame.focus_ring import FocusRing
from chance_desktop.desktop.ui_kit.frame.tabs import Tabs
from chance_desktop.desktop.ui_kit.inputs.chip import Chip
from chance_desktop.desktop.ui_kit.inputs.choices import RadioCard, SegmentedControl
from chance_desktop.desktop.ui_kit.inputs.fields import (
    CheckBox,
    Combo,
    LabelledField,
    LongField,
    SearchField,
    TextField,
)
from chance_desktop.desktop.ui_kit.layouts import Flow, Scroll, column, empty
from chance_desktop.desktop.ui_kit.look.icons import pixmap_of
from chance_desktop.desktop.ui_kit.look.status import Form, look_of, look_of_waiting
from chance_desktop.desktop.ui_kit.look.style import style_sheet
from chance_desktop.desktop.ui_kit.look.theme import Appearance, px, theme
from chance_desktop.desktop.ui_kit.marks.meter import ProgressMeter
from chance_desktop.desktop.ui_kit.marks.pill import Pill
from chance_desktop.desktop.ui_kit.marks.stepper import MiniStepper, Step, StepButton, Stepper
from chance_desktop.desktop.ui_kit.text import ElidingLabel, Label
from chance_desktop.domain.statuses import Status
from tests.desktop.walking import spoken

pytestmark = pytest.mark.usefixtures("app")


def show(qtbot: QtBot, widget: QWidget) -> QWidget:
    """Put a widget on screen, with the keyboard at hand."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def test_a_button_is_pressed_with_the_space_bar(qtbot: QtBot) -> None:
    button = Button("Préparer la relance", Kind.PRIMARY, "bell-ring")
    show(qtbot, button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert spoken(button) == ("Préparer la relance", QAccessible.Role.Button)


def test_a_button_asks_for_room_for_its_words_and_icon(qtbot: QtBot) -> None:
    bare, with_icon = Button("Ouvrir"), Button("Ouvrir", icon="eye")
    qtbot.addWidget(bare)
    qtbot.addWidget(with_icon)
    assert with_icon.sizeHint().width() == bare.sizeHint().width() + px(28)
    assert bare.sizeHint().width() > bare.fontMetrics().horizontalAdvance("Ouvrir")


def test_an_icon_button_is_never_anonymous(qtbot: QtBot) -> None:
    button = IconButton("printer", "Imprimer cette lettre")
    show(qtbot, button)
    assert spoken(button) == ("Imprimer cette lettre", QAccessible.Role.Button)
    assert button.toolTip() == "Imprimer cette lettre"


def test_chips_are_exclusive_and_say_their_count(qtbot: QtBot) -> None:
    holder = QWidget()
    box, group = column(holder), QButtonGroup(holder)
    first, second = Chip("Tous", "23"), Chip("Sans mouvement", "3")
    for chip in (first, second):
        group.addButton(chip)
        box.addWidget(chip)
    first.setChecked(True)
    show(qtbot, holder)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert (first.isChecked(), second.isChecked()) == (False, True)
    assert spoken(second) == ("Sans mouvement, 3", QAccessible.Role.RadioButton)


def test_arrows_go_along_segments(qtbot: QtBot) -> None:
    control = SegmentedControl((("a", "Demande"), ("b", "Relance")), "Document")
    control.choose("a")
    show(qtbot, control)
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    control.findChildren(QWidget)[0].setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert control.code() == "b"
    assert chosen == ["b"]


def test_choosing_a_segment_from_code_announces_nothing(qtbot: QtBot) -> None:
    control = SegmentedControl((("a", "Demande"), ("b", "Relance")), "Document")
    qtbot.addWidget(control)
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    control.choose("b")
    assert (control.code(), chosen) == ("b", [])


def test_a_radio_card_tells_its_second_line(qtbot: QtBot) -> None:
    card = RadioCard("Civray", "3, place des Tilleuls")
    show(qtbot, card)
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert card.isChecked()
    assert card.accessibleDescription() == "3, place des Tilleuls"


STEPS = (
    Step("Orientation", "prepare", "done", number=1),
    Step("Dossier", "prepare", "current", number=2),
    Step("Stage", "go", "todo", number=3),
)


def test_a_stepper_is_one_tab_stop_and_arrows_go_along(qtbot: QtBot) -> None:
    stepper = Stepper()
    stepper.show_steps(STEPS)
    stepper.resize(600, 80)
    show(qtbot, stepper)
    buttons = stepper.findChildren(StepButton)
    assert [spoken(one)[0] for one in buttons] == ["Orientation, faite", "Dossier, en cours", "Stage, à venir"]
    assert [bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in buttons] == [False, True, False]
    buttons[1].setFocus()
    QTest.keyClick(buttons[1], Qt.Key.Key_Right)
    assert buttons[2].hasFocus()
    with qtbot.waitSignal(stepper.chosen) as heard:
        QTest.keyClick(buttons[2], Qt.Key.Key_Space)
    assert heard.args == [2]


def test_tiny_steps_say_the_step_in_words(qtbot: QtBot) -> None:
    tiny = MiniStepper()
    tiny.show_step(("prepare", "choose", "go"), 2, "Étape 2 sur 3 : Entretien")
    show(qtbot, tiny)
    assert spoken(tiny)[0] == "Étape 2 sur 3 : Entretien"


def test_a_step_passed_over_is_hollow_and_one_lived_is_full(qtbot: QtBot) -> None:
    tiny = MiniStepper(14, 4)
    show(qtbot, tiny)

    def inked(passed: frozenset[int]) -> list[bool]:
        tiny.show_step(("prepare", "choose", "go"), 3, "Étape 3", passed)
        tiny.resize(tiny.sizeHint())
        picture = tiny.grab().toImage()
        ground = picture.pixelColor(picture.width() - 1, picture.height() - 1)
        return [
            picture.pixelColor(px(14) // 2 + number * (px(14) + px(4)), px(14) // 2) != ground for number in range(3)
        ]

    assert inked(frozenset()) == [True, True, True]
    assert inked(frozenset({2})) == [True, False, True]


def test_a_meter_says_its_figures(qtbot: QtBot) -> None:
    meter = ProgressMeter("Pièces reçues")
    meter.show_share(7, 11)
    show(qtbot, meter)
    assert spoken(meter) == ("Pièces reçues\u00a0: 7/11", QAccessible.Role.ProgressBar)


def test_a_drop_zone_gives_one_file_or_several(qtbot: QtBot, tmp_path: Path) -> None:
    several = DropZone("Déposez ici une copie", "ou choisissez un fichier")
    single = DropZone("Déposez ici le fichier", "ou choisissez-le", several=False)
    for zone in (several, single):
        show(qtbot, zone)
    paths = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    with qtbot.waitSignal(several.files_given) as heard:
        several.give(paths)
    assert heard.args == [paths]
    with qtbot.waitSignal(single.files_given) as heard:
        single.give(paths)
    assert heard.args == [paths[:1]]
    assert several.acceptDrops()
    assert spoken(several) == ("Déposez ici une copie", QAccessible.Role.Button)


def test_a_field_is_named_by_its_label_and_says_what_is_wrong(qtbot: QtBot) -> None:
    field = LabelledField("Date de naissance", TextField(), "Jour, mois, année", optional=True)
    show(qtbot, field)
    assert spoken(field.field)[0] == "Date de naissance"
    assert field.caption.text() == "Date de naissance (facultatif)"
    field.say_error("Écrivez la date ainsi.")
    assert field.error.isVisible()
    assert field.field.property("wrong") is True
    field.say_error("")
    assert not field.error.isVisible()
    assert field.field.property("wrong") is False


def test_tab_leaves_a_long_field(qtbot: QtBot) -> None:
    holder = QWidget()
    box = column(holder)
    long, following = LongField(), TextField()
    box.addWidget(long)
    box.addWidget(following)
    show(qtbot, holder)
    long.setFocus()
    QTest.keyClick(long, Qt.Key.Key_Tab)
    assert following.hasFocus()


def test_escape_empties_a_search(qtbot: QtBot) -> None:
    search = SearchField("Nom…")
    show(qtbot, search)
    QTest.keyClicks(search, "roussel")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_a_choice_gives_its_code(qtbot: QtBot) -> None:
    combo = Combo("Civilité")
    combo.offer([("F", "Madame"), ("M", "Monsieur")], "M")
    show(qtbot, combo)
    assert combo.code() == "M"
    QTest.keyClick(combo, Qt.Key.Key_Up)
    assert combo.code() == "F"


def test_a_tick_box_answers_to_the_space_bar(qtbot: QtBot) -> None:
    box = CheckBox("Retenir")
    show(qtbot, box)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert spoken(box) == ("Retenir", QAccessible.Role.CheckBox)


def test_a_label_too_long_ends_with_an_ellipsis_and_a_tooltip(qtbot: QtBot) -> None:
    label = ElidingLabel("Attestation de responsabilité civile à l’étranger")
    label.resize(80, 20)
    show(qtbot, label)
    assert label.toolTip() == "Attestation de responsabilité civile à l’étranger"
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_the_first_of_a_month_is_raised_and_still_read(qtbot: QtBot) -> None:
    label = Label("avant le mardi 1er décembre")
    show(qtbot, label)
    assert "vertical-align:super" in label.text()
    assert spoken(label)[0] == "avant le mardi 1er décembre"


def test_a_label_never_reads_markup(qtbot: QtBot) -> None:
    label = Label("<b>Roussel</b>")
    show(qtbot, label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    raised = Label("<b>le 1er</b>")
    assert "&lt;b&gt;" in raised.text()
    qtbot.addWidget(raised)


def test_a_toast_gives_the_way_back(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(800, 400)
    show(qtbot, host)
    toast, done = Toast(host), []
    toast.say("Pièce marquée reçue", lambda: done.append("back"))
    assert toast.isVisible()
    assert host.rect().contains(toast.geometry())
    QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert done == ["back"]
    assert not toast.isVisible()
    toast.say("Envoyé")
    assert not toast.undo.isVisible()


def test_an_empty_page_says_what_to_do(qtbot: QtBot) -> None:
    done: list[int] = []
    state = EmptyState(
        "folders", "Pas encore de dossier", "Créez le premier.", "Nouveau dossier", lambda: done.append(1)
    )
    show(qtbot, state)
    button = state.findChild(Button)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]


def test_a_notice_without_words_is_not_there(qtbot: QtBot) -> None:
    notice = Notice("")
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.say("Ce fichier est illisible.", "red")
    assert not notice.isHidden()


def test_a_reason_is_asked_for_until_given(qtbot: QtBot) -> None:
    sheet = ReasonSheet("À remplacer", "Dites pourquoi.", "Noter", None)
    show(qtbot, sheet)
    noted = next(one for one in sheet.findChildren(Button) if one.text() == "Noter")
    QTest.mouseClick(noted, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    field = sheet.findChild(LongField)
    assert field is not None
    field.setPlainText("photo floue")
    QTest.mouseClick(noted, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    assert sheet.reason() == "photo floue"


def test_every_status_has_a_form_an_icon_and_never_colour_alone() -> None:
    looks = {status: look_of(status.value) for status in Status}
    assert all(look.icon for look in looks.values())
    assert looks[Status.TO_REQUEST].form is Form.DASHED
    assert looks[Status.CHECKED].form is Form.SOLID


@pytest.mark.parametrize(("days", "tone"), [(0, "ink2"), (14, "ink2"), (15, "orange"), (30, "orange"), (31, "red")])
def test_waiting_turns_orange_then_red(days: int, tone: str) -> None:
    assert look_of_waiting(days).tone == tone


def test_a_pill_grows_with_its_word(qtbot: QtBot) -> None:
    short, long = Pill("Reçue", look_of("received")), Pill("Dispense demandée", look_of("received"))
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() > short.sizeHint().width()


def test_tabs_tell_their_count(qtbot: QtBot) -> None:
    tabs = Tabs()
    tabs.add("Situation")
    tabs.add("Pièces")
    tabs.show_count(1, "7/11")
    show(qtbot, tabs)
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    assert tabs.accessibleTabName(1) == "Pièces, 7/11"


def test_a_flow_goes_on_below(qtbot: QtBot) -> None:
    flow = Flow(8)
    for number in range(6):
        flow.addWidget(Button(f"Bouton {number}"))
    one_line = flow.sizeHint().height()
    assert flow.heightForWidth(flow.sizeHint().width()) == one_line
    assert flow.heightForWidth(flow.sizeHint().width() // 2) >= 2 * one_line
    flow.resize(300, 400)
    show(qtbot, flow)
    assert all(flow.rect().contains(button.geometry()) for button in flow.held())


def test_the_ring_frames_what_has_the_keyboard(qtbot: QtBot, app: QApplication) -> None:
    holder = QWidget()
    holder.resize(400, 200)
    box = column(holder, 0, (20, 20, 20, 20))
    first, second = Button("Un"), Button("Deux")
    box.addWidget(first)
    box.addWidget(second)
    show(qtbot, holder)
    first.setFocus()
    ring = holder.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    assert ring.geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    second.setFocus()
    assert ring.isVisible()
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    holder.resize(500, 260)
    app.processEvents()
    assert ring.geometry() == second.geometry().adjusted(-4, -4, 4, 4)


def test_icons_take_the_colour_of_their_role() -> None:
    drawn = pixmap_of("check", "green", 40).toImage()
    colours = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert colours == {theme().palette.green.lower()}


def test_lengths_follow_the_text_size() -> None:
    at_100 = style_sheet()
    theme().set_scale(1.5)
    assert px(40) == 60
    assert style_sheet() != at_100
    assert "dp" not in style_sheet().replace("dpi", "").split("/*")[-1].split("*/")[-1]


def test_the_theme_switches_live(qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme().colours_changed):
        theme().choose(Appearance.DARK)
    assert theme().dark
    assert theme().palette.bg in style_sheet()


def test_a_page_that_no_longer_wraps_still_scrolls(qtbot: QtBot) -> None:
    page = QWidget()
    lines = column(page)
    lines.addWidget(
        EmptyState("inbox", "Rien ici", "Une phrase assez longue pour passer à la ligne dans une page étroite.")
    )
    scroll = Scroll(page)
    qtbot.addWidget(scroll)
    scroll.resize(240, 300)
    scroll.show()
    QApplication.processEvents()
    assert page.minimumHeight() > 0
    empty(lines)
    for _number in range(20):
        row = QWidget()
        row.setMinimumHeight(50)
        lines.addWidget(row)
    qtbot.waitUntil(lambda: page.height() >= 20 * 50)


def test_what_qt_offers_to_assistive_tools_is_in_french(qtbot: QtBot) -> None:
    offered = QAccessibleActionInterface
    english = (
        offered.pressAction(), offered.toggleAction(), offered.increaseAction(), offered.decreaseAction(),
        offered.showMenuAction(), offered.setFocusAction(), offered.nextPageAction(), offered.previousPageAction(),
        "Show on Screen",
    )  # fmt: skip
    said = {word: QCoreApplication.translate("QAccessibleActionInterface", word) for word in english}
    assert [word for word, words in said.items() if words in ("", word)] == []
    assert QCoreApplication.translate("QLineEdit", "No such words") == "No such words"
