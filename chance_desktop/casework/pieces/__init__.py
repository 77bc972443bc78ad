"""Pieces, recommendation letters and their scans."""
