"""What was typed in a form, made part of its pages."""
