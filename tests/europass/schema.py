"""The official schema and samples, read from the reference folder beside the project; nothing of them is copied here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

_FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "europass"
_PREFIX = "https://europass.cedefop.europa.eu/xml/"

needs_schema = pytest.mark.skipif(
    not (_FOLDER / "xsd" / "EuropassSchema.xsd").is_file(),
    reason="the reference folder ../shared/europass (schema 3.4.1 and samples) is not beside the project",
)


def sample_paths() -> list[Path]:
    """The official samples; none where the folder is missing."""
    return sorted((_FOLDER / "samples").glob("*.xml"))


def candidate_tree() -> str:
    """The tree of a real export of the portal."""
    return (_FOLDER / "tree-candidate.txt").read_text("utf-8")


class _Beside(etree.Resolver):
    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        if system_url.startswith(_PREFIX):
            return self.resolve_filename(str(_FOLDER / "xsd" / system_url[len(_PREFIX) :]), context)
        return None


@cache
def lxml_schema() -> etree.XMLSchema:
    """The schema as libxml2 reads it: quick, but blind to dangling references."""
    parser = etree.XMLParser()
    parser.resolvers.add(_Beside())
    return etree.XMLSchema(etree.parse(str(_FOLDER / "xsd" / "EuropassSchema.xsd"), parser))


@cache
def full_schema() -> xmlschema.XMLSchema10:
    """The schema in full, references included; slow to build."""
    return xmlschema.XMLSchema10(
        str(_FOLDER / "xsd" / "EuropassSchema.xsd"),
        uri_mapper=lambda uri: uri.replace(_PREFIX, f"{_FOLDER.as_uri()}/xsd/"),
        allow="all",
    )


def errors(content: bytes) -> list[str]:
    """What libxml2 finds wrong, and references to annexes that are not there."""
    root = etree.fromstring(content)
    schema = lxml_schema()
    schema.validate(root)
    ids = {each.get("id") for each in root.iter("{*}Attachment")}
    dangling = [each.get("idref") for each in root.iter("{*}ReferenceTo") if each.get("idref") not in ids]
    return [str(each) for each in schema.error_log] + [f"dangling {each}" for each in dangling]


def all_errors(content: bytes) -> list[str]:
    """What `xmlschema` finds wrong."""
    return [str(each.reason) for each in full_schema().iter_errors(content.decode("utf-8"))]
