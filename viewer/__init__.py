"""Everything a browser downloads; importable so that ``importlib.resources`` finds the built files."""
