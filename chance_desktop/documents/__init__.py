"""Printed and sent documents: plain data in, bytes out."""
