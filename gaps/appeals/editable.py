"""The words of a letter as a person edits them, and back: hostile words stay words both ways.

The letter of the program escapes every mark; nobody could edit that. What is edited keeps of
Markdown emphasis, quotations, lists, tables, small headings and `[key]` for an authority; every
other mark is plain words, whoever wrote or pasted it: no link, no picture, no HTML, no style.
"""

import re

from gaps.appeals.markdown import SPECIAL, printable
from requests_app.law.authorities import authorities

NEEDLESS = re.compile(r"\\([`_()#+\-.!<>~^$@&:=\"'/])")
"""Escapes that `armed` sets again; those of other marks stay, since here they mean something."""
STARTS = re.compile(r"((?:> ?)*)(#{3,4} |\d{1,3}\. |- )?")
AT_START = re.compile(r"\\.|\d+\\[.)]")
TABLE_RULE = re.compile(r"\|[ :|\-]+\|?")
TOKENS = re.compile(r"\\(?:[^\w\s]|_)|\\$|\*{1,3}|\[[A-Za-z0-9_]+\]|(?<!^)(?<!\])[.:]|.", re.S)


def readable(markdown: str) -> str:
    """What the program wrote, without the escapes that an editor need not see."""
    return "\n".join(_readable_line(each) for each in markdown.split("\n"))


def _readable_line(line: str) -> str:
    begun = STARTS.match(line)
    start = begun.end() if begun else 0
    kept = AT_START.match(line, start)
    start = kept.end() if kept else start
    shown = NEEDLESS.sub(r"\1", line[start:])
    return line[:start] + (shown if line.startswith("|") else shown.replace("\\|", "|"))


def cleaned(text: str) -> str:
    """What was typed, without what prints as nothing and without blank ends of lines."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "\n".join(each.rstrip() for each in printable(unix).split("\n")).strip("\n")


def armed(text: str) -> str:
    """Edited words as Markdown in which nothing acts but what an editor may use."""
    return "\n".join(_armed_line(each.strip()) for each in cleaned(text).split("\n"))


def armed_line(text: str) -> str:
    """Edited words that are one line, and no list or quotation."""
    return _inline(" ".join(cleaned(text).split()), table=False)


def _armed_line(line: str) -> str:
    if TABLE_RULE.fullmatch(line):
        return line
    if line.startswith("|"):
        return _inline(line, table=True)
    begun = STARTS.match(line)
    start = begun.end() if begun else 0
    return line[:start] + _inline(line[start:], table=False)


def _inline(text: str, *, table: bool) -> str:
    return "".join(_armed(each, table) for each in TOKENS.findall(text))


def _armed(token: str, table: bool) -> str:
    # A backslash before a letter is itself a word; at the end of a line it breaks the line.
    if token.startswith("\\") or token in (".", ":", "*", "**", "***"):
        return token
    if token.startswith("[") and len(token) > 1:
        return token if token[1:-1] in authorities() else f"\\[{token[1:-1]}\\]"
    if token == "|" and table:
        return token
    return SPECIAL.sub(r"\\\1", token)
