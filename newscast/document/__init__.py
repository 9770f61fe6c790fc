"""What the user wrote: YAML read into texts, lists and mappings that know their line and column."""
