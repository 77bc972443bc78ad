"""Pure rules and data of the programme: no input, no output."""
