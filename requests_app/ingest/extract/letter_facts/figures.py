"""Numbers in figures and in words, as letters print them."""

import re

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {word: value for value, word in enumerate(ONES)} | {
    word: 10 * value for value, word in enumerate(TENS, start=2)
}
SCALES = {"hundred": 100, "thousand": 1000}
_WORD = rf"(?:{'|'.join((*reversed(ONES), *TENS, *SCALES))})"
SPELT = rf"(?:(?:a )?(?:hundred|thousand)|{_WORD})(?:(?:-| and | ){_WORD}){{0,7}}"
FIGURES = r"\d{1,3}(?:,\d{3})+|\d{1,7}"
NUMBER = rf"(?<![\w.$§/-])(?:{FIGURES}|\b{SPELT}\b)(?![\w/]|[.,]\d)(?: \((?:{FIGURES})\))?"
"""A number; where figures follow the words in brackets, they are part of it."""


def number_of(printed: str) -> int:
    """The number that matches NUMBER. Figures in brackets decide over the words before them."""
    figures = re.findall(FIGURES, printed)
    if figures:
        return int(str(figures[-1]).replace(",", ""))
    total = current = 0
    for word in re.findall(r"[a-z]+", printed.casefold()):
        if word in SCALES:
            current = max(current, 1) * SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
        else:
            current += VALUES.get(word, 0)
    return total + current
