"""Whom a change concerns, who may write it, who may hand it over, and whether it can be kept."""
