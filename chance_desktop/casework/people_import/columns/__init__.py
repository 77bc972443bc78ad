"""Which column of a table fills which field: by its title, by what it holds, or as a person says."""
