"""One rundown in, a whole newscast out: radio, TV, web and social cuts."""

__version__ = "0.1.0"
