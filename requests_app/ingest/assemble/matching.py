"""Whether two occurrences are of the same email: sender, time, subject and words compared.

What is redacted or absent agrees with everything and proves nothing. A quoted copy may be
shorter, in another time zone, or badly read.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz

from requests_app.ingest.assemble.normalise import DAY, Reading
from requests_app.ingest.assemble.people import Identity

WEST, EAST = -12 * 60, 14 * 60
"""The offsets from UTC that exist, in minutes."""
ZONES = 16 * 60
"""The widest difference between the clocks of two places that commonly write to each other."""
NEAR_ZONES = 8 * 60
CLOSE_BY = 20 * 60
"""Less than a day, so that what is sent daily with the same words stays apart."""
LIKE_NAMES = 88.0
LIKE_SUBJECTS = 88.0
SAME_TEXT = 0.6
OTHER_TEXT = 0.25
SURE_TEXT = 0.8
FEW_WORDS = 5
LONG_ENOUGH = 12
MOST_COMPARED = 300
"""Characters of the shorter text that are compared letter by letter."""

_NUMBER = re.compile(r"\d+")


class Time(IntEnum):
    """How two times agree, best last."""

    CONFLICT = 0
    UNKNOWN = 1
    DAY = 2
    SHIFTED = 3
    NEAR = 4
    EXACT = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two occurrences agree: `sender` and `subject` 1 same, 0 not known, -1 different;
    `text` from 0 to 1 how much of the shorter one stands in the longer, None where one has no
    words; `words` how many the shorter one has; `shift` minutes between the clocks."""

    sender: int
    time: Time
    shift: int
    subject: int
    text: float | None
    words: int

    @property
    def agrees(self) -> bool:
        """Whether the words say that it is the same email."""
        needed = SAME_TEXT if self.words >= FEW_WORDS else 0.85
        return self.text is not None and self.text >= needed

    @property
    def contradicts(self) -> bool:
        """Whether the words say that it is another email."""
        limit = OTHER_TEXT if self.words >= FEW_WORDS else 0.6
        return self.text is not None and self.text < limit

    def agrees_over(self, words: int, at_least: float = SAME_TEXT) -> bool:
        """Whether that many words and more stand in both."""
        return self.text is not None and self.words >= words and self.text >= at_least

    @property
    def rank(self) -> tuple[int, int, int, float, int]:
        """The better of two likenesses ranks higher."""
        text = 0.5 if self.text is None else self.text
        return (int(self.time), self.sender, self.subject, round(text, 2), -abs(self.shift))


def compare(one: Reading, other: Reading, *, words_too: bool = True) -> Likeness:
    """How two occurrences agree; without `words_too` the words are left out as if absent."""
    time, shift = _times(one, other)
    text, words = texts_agree(one, other) if words_too else (None, 0)
    return Likeness(
        sender=senders_agree(one, other),
        time=time,
        shift=shift,
        subject=subjects_agree(one, other),
        text=text,
        words=words,
    )


def words_may_decide(like: Likeness) -> bool:
    """Whether the words can still make one email of two whose headers were compared."""
    if like.time == Time.EXACT:
        return True
    if like.sender < 0 or like.subject < 0:
        return False
    if like.time == Time.CONFLICT:
        return abs(like.shift) < CLOSE_BY and like.sender == 1
    return like.time != Time.SHIFTED or like.sender == 1 or like.subject == 1


def same_standing(like: Likeness) -> bool:
    """Whether two emails that each stand by themselves, not both native, are one."""
    if like.sender < 0 or like.subject < 0:
        return False
    if like.time == Time.EXACT:
        if like.sender and like.subject:
            return like.agrees or like.text is None
        return like.agrees if like.sender or like.subject else like.agrees_over(FEW_WORDS)
    if like.time in (Time.DAY, Time.UNKNOWN):
        return bool(like.sender and like.subject) and like.agrees_over(LONG_ENOUGH, SURE_TEXT)
    return False


def same_in_zones(like: Likeness) -> bool:
    """Whether a printout and a native copy are one email though the clocks differ by whole hours:
    only the native copy tells its zone."""
    sure = like.sender == 1 and like.subject == 1 and like.time == Time.SHIFTED
    return sure and like.agrees_over(LONG_ENOUGH, 0.9)


def same_quoted(like: Likeness) -> bool:
    """Whether a quoted copy is of the same email as another occurrence."""
    known_sender, same_subject = like.sender == 1, like.subject == 1
    if like.sender < 0:
        exact = like.time == Time.EXACT and same_subject
        return exact and like.agrees_over(LONG_ENOUGH - FEW_WORDS)
    if like.time == Time.EXACT:
        if known_sender and like.subject >= 0:
            return True
        if same_subject:
            return not like.contradicts
        return like.agrees_over(FEW_WORDS)
    if like.subject < 0:
        return False
    if like.time == Time.NEAR:
        return like.agrees if known_sender or same_subject else False
    if like.time == Time.SHIFTED:
        return _same_shifted(like)
    if like.time == Time.DAY:
        if known_sender and same_subject:
            return not like.contradicts
        return like.agrees_over(3) if known_sender else like.agrees_over(LONG_ENOUGH)
    return _same_by_words(like)


def _same_shifted(like: Likeness) -> bool:
    if like.sender == 1 and like.subject == 1:
        return like.agrees or (like.text is None and abs(like.shift) <= NEAR_ZONES)
    if like.sender == 1:
        return like.agrees
    return like.subject == 1 and like.agrees_over(LONG_ENOUGH)


def _same_by_words(like: Likeness) -> bool:
    """Times that are absent or contradict each other: the words must carry the proof."""
    if like.time == Time.CONFLICT:
        near = abs(like.shift) < CLOSE_BY and like.sender == 1
        return near and like.agrees_over(LONG_ENOUGH if like.subject else 20, SURE_TEXT)
    known = like.sender + like.subject
    return like.agrees_over((20, LONG_ENOUGH, 4)[known], (SURE_TEXT, 0.7, SAME_TEXT)[known])


def may_answer(like: Likeness) -> bool:
    """Whether a quoted copy may be of the message that the headers of the quoting one name."""
    if like.sender < 0:
        exact = like.time == Time.EXACT and not like.contradicts
        return exact or like.agrees_over(LONG_ENOUGH)
    if like.time == Time.CONFLICT:
        return like.agrees_over(FEW_WORDS) or (like.sender == 1 and abs(like.shift) <= DAY)
    return True


def is_of_its_own(inner: Reading, around: Reading) -> bool:
    """Whether a header within an email is that of the email again, and no other message.

    Programs repeat a header when they print or quote in pieces, and patches carry one. Nobody
    answers himself in the same minute; and an answer or a forward bears a mark, so that without
    one an email does not quote another of the same sender and subject.
    """
    like = compare(inner, around, words_too=False)
    if like.sender < 1 or like.subject < 0:
        return False
    marks = [(each.subject.replies, each.subject.forwards) for each in (inner, around)]
    if like.time == Time.EXACT:
        return not around.stands or (like.subject == 1 and marks[0] == marks[1])
    earlier = like.time in (Time.CONFLICT, Time.SHIFTED) and -DAY < like.shift < 0
    return earlier and like.subject == 1 and marks == [(0, 0), (0, 0)]


def senders_agree(one: Reading, other: Reading) -> int:
    """1 for the same person, -1 for two, 0 where one is not known."""
    if one.sender is None or other.sender is None:
        return 0
    if one.person is not None and one.person == other.person:
        return 1
    return identities_agree(one.sender, other.sender)


def identities_agree(one: Identity, other: Identity) -> int:
    """Two identities that are not known to be one person: badly read ones may still be."""
    if one.address and other.address and fuzz.ratio(one.address, other.address) >= 92:
        return 1
    if one.name and other.name and _acting(one, other):
        return 1
    if one.name and other.name:
        alike = fuzz.ratio(one.name.full or one.name.whole, other.name.full or other.name.whole)
        if alike >= LIKE_NAMES or fuzz.token_sort_ratio(one.name.whole, other.name.whole) >= 90:
            return 1
        same_last = one.name.last and one.name.last == other.name.last
        if same_last and one.name.first[:1] == other.name.first[:1]:
            return 0
        return 0 if _within(one, other) or _within(other, one) else -1
    if one.address and other.address:
        return -1
    if one.domain and other.domain and one.domain != other.domain:
        return -1
    return 1 if _within(one, other) or _within(other, one) else 0


def _acting(one: Identity, other: Identity) -> bool:
    """Whether one is the other, sent on behalf of it or by it."""
    names = [{each.full or each.whole for each in (i.name, i.behalf) if each} for i in (one, other)]
    return bool((one.behalf or other.behalf) and names[0] & names[1])


def _within(one: Identity, other: Identity) -> bool:
    """Whether the last name of one stands in the address of the other, or is all of its name."""
    if one.name is None:
        return False
    last = (one.name.last or one.name.whole).replace(" ", "")
    if len(last) < 3:
        return False
    local = (other.address or "").rpartition("@")[0] or (other.address or "")
    return last in local or (other.name is not None and last in other.name.whole.split())


def subjects_agree(one: Reading, other: Reading) -> int:
    """1 for the same subject, -1 for two, 0 where one is absent or closed."""
    first, second = one.subject.folded, other.subject.folded
    if one.occurrence.subject is None or other.occurrence.subject is None:
        return 0
    if first == second:
        return 1 if first or not (one.subject.closed or other.subject.closed) else 0
    if one.subject.closed or other.subject.closed:
        return 0
    if not first or not second:
        return 0
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= 8 and longer.startswith(shorter):
        return 1
    numbers = [_NUMBER.findall(each.subject.text) for each in (one, other)]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return -1
    return 1 if fuzz.ratio(first, second) >= LIKE_SUBJECTS else -1


def texts_agree(one: Reading, other: Reading) -> tuple[float | None, int]:
    """How much of the shorter text stands in the longer, and how many words the shorter has."""
    counts = [sum(map(len, each.words)) for each in (one, other)]
    shorter, longer = (one, other) if counts[0] <= counts[1] else (other, one)
    words = min(counts)
    if words == 0:
        return None, 0
    if words < FEW_WORDS or not shorter.shingles or not longer.shingles:
        return _short_texts(shorter, longer), words
    held = len(shorter.shingles & longer.shingles) / len(shorter.shingles)
    if OTHER_TEXT / 4 < held < SAME_TEXT:
        held = max(held, _read_badly(shorter, longer))
    return held, words


def _short_texts(shorter: Reading, longer: Reading) -> float:
    one, other = _joined(shorter), _joined(longer)
    if f" {one} " in f" {other} ":
        return 1.0
    if len(other) > 4 * len(one):
        return fuzz.partial_ratio(one, other[:MOST_COMPARED]) / 100 if len(one) > 8 else 0.5
    return fuzz.ratio(one, other) / 100


def _read_badly(shorter: Reading, longer: Reading) -> float:
    one, other = _joined(shorter)[:MOST_COMPARED], _joined(longer)[: 8 * MOST_COMPARED]
    return fuzz.partial_ratio(one, other, score_cutoff=100 * SURE_TEXT) / 100


def _joined(reading: Reading) -> str:
    return " ".join(word for run in reading.words for word in run)


def _times(one: Reading, other: Reading) -> tuple[Time, int]:
    """How two times agree, and by how many minutes the clocks differ."""
    if one.day is None or other.day is None:
        return Time.UNKNOWN, 0
    if one.wall is None or other.wall is None:
        apart = abs(one.day - other.day)
        return (Time.DAY, 0) if apart == 0 else (Time.CONFLICT, apart * DAY)
    shift, least, most = one.wall - other.wall, -ZONES, ZONES
    if one.utc is not None and other.utc is not None:
        shift, least, most = one.utc - other.utc, 0, 0
    elif other.utc is not None:
        shift, least, most = one.wall - other.utc, WEST, EAST
    elif one.utc is not None:
        shift, least, most = one.utc - other.wall, -EAST, -WEST
    apart = one.wall - other.wall if least else shift
    if abs(apart) <= 1:
        return (Time.EXACT if apart == 0 else Time.NEAR), apart
    if least <= shift <= most and shift % 30 == 0:
        return Time.SHIFTED, apart
    for turned in _turns(one, other):
        if abs(apart + turned) <= ZONES and (apart + turned) % 30 == 0:
            return Time.SHIFTED, apart + turned
    return Time.CONFLICT, apart


def _turns(one: Reading, other: Reading) -> tuple[int, ...]:
    """By how many minutes the difference changes where a date is printed day first."""
    first = (one.turned - one.day) * DAY if one.turned and one.day else 0
    second = (other.day - other.turned) * DAY if other.turned and other.day else 0
    return tuple(each for each in (first, second) if each)
