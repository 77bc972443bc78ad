"""Failures of two families: expected ones, told in French with the next step, and our own bugs.

An expected failure derives from `ExpectedError` and is shown as it stands. Anything else that reaches the top is a bug: it
goes down the one crash path (`runtime.crash`), logged without personal data.
"""

from __future__ import annotations


class ExpectedError(Exception):
    """A failure the person at the screen can answer.

    `sentence` says in French what happened, without personal data; `next_step` says what to do now.
    """

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step

    @property
    def text(self) -> str:
        """The sentence followed by the next step, as one line."""
        return f"{self.sentence} {self.next_step}".strip()


class Interrupted(ExpectedError):
    """The work was ended on purpose, by whoever asked for it: there is nothing to tell them."""
