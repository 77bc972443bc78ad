"""`SkillsPassport` 3.0 to 3.4: its shape, reading, checking and writing."""
