"""The Region's desk: what comes in, what is decided, who goes where."""
