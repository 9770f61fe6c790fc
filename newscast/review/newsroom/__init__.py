"""What all pages know of the newsroom: its episodes in a few words, what is new, who visits."""
