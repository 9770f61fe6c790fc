"""Words of approval: who may say them, on what, and what stands in their way."""
