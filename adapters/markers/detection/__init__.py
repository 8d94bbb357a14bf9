"""The key points of ``.fset3``: blobs of a binomial pyramid, their directions, and a FREAK descriptor each."""
