"""How text is searched and sorted."""

import unicodedata


def folded(text: str) -> str:
    """Text without accents, in one case (`Siân` is found by `sian`)."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
