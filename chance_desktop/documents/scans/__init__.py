"""Papers photographed or scanned: straightened, cleaned, bound and kept as PDF."""
