"""Meetings, events and sponsors, and the agenda of them all."""
