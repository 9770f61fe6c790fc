"""What a break costs, by what it parts; the scale on which captions are weighed."""

from __future__ import annotations

SENTENCE, CLAUSE, COMMA = 0.0, 0.8, 1.5
"""After the end of a sentence, a colon or semicolon, a comma."""
CONJUNCTION, PREPOSITION = 2.5, 3.5
"""Before them."""
PLAIN, GENITIVE, TERM = 6.0, 7.0, 12.0
"""Between words that nothing holds together, before what belongs to a noun, and inside a longer term."""
TITLED = 24.0
"""Between what somebody or a place is and the whole name: `el bulevar | Mariano Escobedo`."""
PHRASE = 29.0
"""Before the preposition that ends a phrase: `a cambio | de`."""
ADJECTIVE, BOUND, COUNTED, NEVER = 30.0, 32.0, 40.0, 100.0
"""Between a noun and its adjective, a verb and its auxiliary, inside a number in words, and what nobody parts: so dear
that it happens only where a line cannot hold the words."""
