"""How well the compilers' files are found by the engines themselves, on synthetic frames."""
