"""Makes what people typed safe to put into a header, a title or a calendar."""


def one_line(text: str) -> str:
    """The text without line breaks, control characters and direction overrides: safe in a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def several_lines(text: str, limit: int) -> str:
    """Text somebody wrote, line by line, without control characters, at most `limit` characters."""
    return clip("\n".join(one_line(line) for line in text.splitlines()), limit)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
