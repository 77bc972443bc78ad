"""Counting answers: percentages as the funder's form prints them."""

from __future__ import annotations


def percent(count: int, base: int) -> int:
    """Percentage rounded to the nearest whole number, halves up; 0 without any base."""
    return (200 * count + base) // (2 * base) if base else 0
