"""What the user wrote: YAML read into texts, lists and mappings that know their line and column."""

import os

# Plugins of pydantic are looked for among all that is installed, and would change how files are read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
