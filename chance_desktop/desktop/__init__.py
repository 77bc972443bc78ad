"""The window: Qt Widgets over the use cases; the only place of the application that knows Qt."""
