"""The tables the Region owes its funders, counted by the store in one pass each; every figure knows who stands behind it."""
