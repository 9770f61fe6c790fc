"""How texts and openers give way to faces."""
