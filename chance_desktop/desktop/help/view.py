"""The guide: questions by section, the answer beside, and a search through everything."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from chance_desktop.casework.papers.guide_paper import guide_paper
from chance_desktop.desktop.help.guide import GUIDE, topics_about
from chance_desktop.desktop.help.topic import Topic
from chance_desktop.desktop.navigation.actions import hint
from chance_desktop.desktop.navigation.navigator import Navigator, Screen
from chance_desktop.desktop.paper.printing import print_rendered
from chance_desktop.desktop.ui_kit.boxes.card import Card
from chance_desktop.desktop.ui_kit.boxes.heading import head_line, page_head
from chance_desktop.desktop.ui_kit.buttons.button import Button, Kind
from chance_desktop.desktop.ui_kit.inputs.fields import SearchField
from chance_desktop.desktop.ui_kit.layouts import Scroll, column, empty, plain_widget, row
from chance_desktop.desktop.ui_kit.look.fonts import Role, role_font
from chance_desktop.desktop.ui_kit.look.theme import large, px
from chance_desktop.desktop.ui_kit.look.tooltips import set_tooltip
from chance_desktop.desktop.ui_kit.text import Label
from chance_desktop.runtime.words import _, plural

_QUESTION_SIDES, _QUESTION_ABOVE, _TALL = 14, 8, 10_000


class _Question(QStyledItemDelegate):
    """A question, on as many lines as it takes at the width of the list.

    Left to itself the list measures a question on one line, and draws it on two that do not fit.
    """

    def __init__(self, topics: QListWidget) -> None:
        super().__init__(topics)
        self._topics = topics

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = self._topics.fontMetrics()
        width = self._topics.viewport().width() - 2 * self._topics.spacing()
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        inside = QRect(0, 0, width - 2 * px(_QUESTION_SIDES), _TALL)
        height = metrics.boundingRect(inside, Qt.TextFlag.TextWordWrap, text).height()
        return QSize(width, height + 2 * px(_QUESTION_ABOVE))


class HelpScreen(Screen):
    """Page « Aide »."""

    title = _("Aide")

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(navigator)
        outer = column(self, 0, (28, 18, 28, 16))
        head = page_head(self.title)
        self.subtitle = head_line(head, _("Les réponses aux questions de tous les jours"))
        self.search = SearchField(_("Chercher dans l’aide"), 294)
        self.search.textChanged.connect(lambda _text: self._list())
        self.search.lead_to(lambda: self.topics)
        head.addWidget(self.search)
        self.printing = Button(_("Imprimer"), Kind.OUTLINE, "printer", height=40)
        set_tooltip(self.printing, hint("print", _("Imprimer cette réponse")))
        self.printing.clicked.connect(self.print_page)
        head.addWidget(self.printing)
        outer.addLayout(head)
        outer.addSpacing(px(16))
        both: QBoxLayout = column(gap=14) if large() else row(gap=16)
        outer.addLayout(both, 1)
        left = Card()
        if large():
            left.setMaximumHeight(px(150))
        else:
            left.setFixedWidth(px(360))
        inside = column(left, 0, (6, 6, 6, 6))
        self.topics = QListWidget()
        self.topics.setAccessibleName(_("Questions"))
        self.topics.setFont(role_font(Role.CELL))
        self.topics.setWordWrap(True)
        self.topics.setItemDelegate(_Question(self.topics))
        self.topics.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.topics.setSpacing(2)
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.currentRowChanged.connect(self._show)
        inside.addWidget(self.topics)
        both.addWidget(left)
        card = Card()
        page = plain_widget()
        page.setMaximumWidth(px(736))
        self._answer = column(page, 12, (28, 24, 28, 24))
        card_box = column(card, 0, (1, 1, 1, 1))
        card_box.addWidget(Scroll(page))
        both.addWidget(card, 1)
        self._found: tuple[Topic, ...] = ()
        self._list()

    def _list(self) -> None:
        text = self.search.text().strip()
        self._found = topics_about(text) if text else GUIDE
        self.topics.clear()
        for topic in self._found:
            item = QListWidgetItem(topic.title)
            set_tooltip(item, topic.section)
            self.topics.addItem(item)
        if text:
            self.subtitle.say(plural("{n} réponse", "{n} réponses", len(self._found)))
        self.topics.setCurrentRow(0 if self._found else -1)
        self.search.found(len(self._found))
        if not self._found:
            empty(self._answer)
            self._answer.addWidget(Label(_("Aucune réponse ne contient ces mots."), Role.NAME, wrap=True))
            self._answer.addWidget(
                Label(
                    _("Essayez un mot plus court, par exemple «\u00a0lettre\u00a0» ou «\u00a0pièce\u00a0»."),
                    tone="ink2",
                    wrap=True,
                )
            )
            self._answer.addStretch(1)

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._found):
            return
        topic = self._found[number]
        empty(self._answer)
        self._answer.addWidget(Label(topic.section, Role.NOTE_STRONG, "accent", wrap=True))
        self._answer.addWidget(Label(topic.title, Role.NAME, wrap=True))
        for paragraph in topic.paragraphs:
            self._answer.addWidget(Label(paragraph, Role.LEAD, wrap=True, selectable=True))
        self._answer.addStretch(1)

    def print_page(self) -> bool:
        """Print the answer shown."""
        number = self.topics.currentRow()
        if not 0 <= number < len(self._found):
            return False
        desk, topic = self.desk, self._found[number]
        self.navigator.tasks.read(
            lambda: guide_paper(desk, topic.section, topic.title, topic.paragraphs),
            lambda made: print_rendered(made, self, self.navigator),
            owner=self,
        )
        return True

    def focus_search(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True
