"""The look of the window: tokens, theme, fonts, icons, style, status, tooltips."""
