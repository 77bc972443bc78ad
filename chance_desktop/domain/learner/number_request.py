"""The number of a Europass Mobility: the national Europass centre gives it, and is asked for it."""

from __future__ import annotations

from enum import StrEnum


class NumberRequest(StrEnum):
    """How far the request of the document's number to the national Europass centre has gone."""

    TO_REQUEST = "to-request"
    REQUESTED = "requested"
    RECEIVED = "received"
