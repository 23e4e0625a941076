"""Tables of words: what abbreviations, units, document symbols and ambiguous tokens stand for."""
