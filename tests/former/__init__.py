"""What the former version wrote (schema 0005), and what passes between a poste that has it and one that has this one."""
