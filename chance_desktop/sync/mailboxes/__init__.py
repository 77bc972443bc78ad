"""The places where bundles are dropped and taken."""
