"""The script: read, printed, on a prompter, approved."""
