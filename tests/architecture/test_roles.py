"""A role is compared with a role: a word misspelt would be nobody's role, and refuse or allow in silence."""

from __future__ import annotations

import re
from pathlib import Path

import chance_desktop
from chance_desktop.domain.roles import FollowRole, PosteRole

_BARE = re.compile(
    r"""role\b.{0,12}(?:==|!=)\s*["'](?:office|region|referent|accompanying)["']|["']role["'].{0,4}\)\s*(?:==|!=)\s*["']"""
)
SOURCES = sorted(Path(chance_desktop.__file__).parent.rglob("*.py"))


def test_the_words_of_the_wire_stay() -> None:
    assert [role.value for role in PosteRole] == ["office", "region"]
    assert f"{PosteRole.REGION}" == "region"
    assert [role.value for role in FollowRole] == ["referent", "accompanying"]


def test_no_module_compares_a_role_with_a_word() -> None:
    assert _BARE.search('if desk.role == "region":')
    assert _BARE.search('if role == "referent"')
    assert _BARE.search('settings.get(connection, "role") != "region"')
    found = [path.name for path in SOURCES if _BARE.search(path.read_text("utf-8"))]
    assert found == []
