"""The window: Qt Widgets over the use cases; the only place of the application that knows Qt."""

from chance_desktop.desktop.constants_kept import keep_constants_alive

keep_constants_alive()
