"""A home filled with fictional data, the same for the same seed and day: to try, to teach, to measure and to test."""

from chance_desktop.casework.demo.filling import fill_demo

__all__ = ["fill_demo"]
