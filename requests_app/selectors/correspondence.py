"""The messages of a request as its page of correspondence lists them: by time, or by thread."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.utils.functional import cached_property

from requests_app.models import FoiaRequest, Message, MessageReference, Occurrence, Participation
from requests_app.pictures.thread_tree import Member, ThreadTree, telling_part, thread_tree

if TYPE_CHECKING:
    MessagePaginator = Paginator[Message]
else:
    # Django's paginator takes a type argument only in its stubs.
    MessagePaginator = Paginator

THREADS, MESSAGES = 15, 100
"""On a page."""
OF_A_THREAD = 50
NAMED = 4
CLOSED = "[name withheld]"
INFERRED = Message.State.INFERRED


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in a line: `more` is how many recipients are not named, the file and page are
    where it stands or, if it was not produced, where it is proven."""

    message: Message
    sender: str
    recipients: tuple[str, ...]
    more: int
    source_file_id: int | None
    page_number: int


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """A thread: the number and subject with which it begins, its size, its tree, and a row with
    its depth for each message that is shown."""

    number: int
    subject: str
    produced: int
    inferred: int
    tree: ThreadTree
    rows: tuple[tuple[int, MessageRow], ...]

    @property
    def left_out(self) -> int:
        return self.produced + self.inferred - len(self.rows)


class ThreadPages(MessagePaginator):
    """Pages of the messages with which threads begin. Threads are counted by the numbers that the
    messages `among` bear, in an index, and no message is read for it."""

    def __init__(self, first: QuerySet[Message], among: QuerySet[Message]) -> None:
        super().__init__(first, THREADS)
        self._among = among

    @cached_property
    def count(self) -> int:
        return int(self._among.aggregate(threads=Count("thread", distinct=True))["threads"])


def messages_by_time(
    foia_request: FoiaRequest, *, missing: bool, thread: int | None, page: str | None
) -> tuple[Page[Message], list[MessageRow]]:
    """A page of messages, the earliest first: all, those of a thread, or those not produced."""
    found = foia_request.messages.all()
    if thread is not None:
        found = found.filter(thread=thread)
    if missing:
        found = found.filter(state=INFERRED)
    ordered = found.order_by(F("sent_at").asc(nulls_last=True), "number")
    shown = Paginator(ordered, MESSAGES).get_page(page)
    return shown, rows_of(list(shown))


def messages_by_thread(
    foia_request: FoiaRequest, *, missing: bool, page: str | None
) -> tuple[Page[Message], list[ThreadShown]]:
    """A page of threads in the order in which they begin: all, or those with a message that was
    not produced."""
    first = foia_request.messages.filter(number=F("thread"))
    among = foia_request.messages.order_by()
    if missing:
        among = among.filter(state=INFERRED)
        first = first.filter(number__in=among.values("thread"))
    ordered = first.order_by(F("sent_at").asc(nulls_last=True), "number")
    shown = ThreadPages(ordered, among).get_page(page)
    return shown, _threads(foia_request, list(shown))


def rows_of(messages: Sequence[Message]) -> list[MessageRow]:
    """The rows of some messages, in three queries."""
    people = _people(messages)
    places = _places(messages)
    return [_row(each, people, places) for each in messages]


def _threads(foia_request: FoiaRequest, first: Sequence[Message]) -> list[ThreadShown]:
    numbers = [each.number for each in first]
    ours = foia_request.messages.filter(thread__in=numbers).order_by()
    members: defaultdict[int, list[Member]] = defaultdict(list)
    plain = ours.order_by("number").values_list("thread", "pk", "parent_id", "state")
    for thread, pk, parent, state in plain:
        members[thread].append(Member(pk, parent, state != INFERRED))
    trees = {number: thread_tree(telling_part(members[number], OF_A_THREAD)) for number in numbers}
    wanted = [node.key for tree in trees.values() for node in tree.nodes]
    rows = {each.message.pk: each for each in rows_of(list(ours.filter(pk__in=wanted)))}
    return [
        ThreadShown(
            number=each.number,
            subject=each.subject or "",
            produced=sum(member.produced for member in members[each.number]),
            inferred=sum(not member.produced for member in members[each.number]),
            tree=trees[each.number],
            rows=tuple((node.depth, rows[node.key]) for node in trees[each.number].nodes),
        )
        for each in first
    ]


def _row(
    message: Message,
    people: dict[tuple[int, str], list[str]],
    places: dict[int, tuple[int, int]],
) -> MessageRow:
    sender = people.get((message.pk, "from"), [])
    recipients = people.get((message.pk, "to"), [])
    source_file_id, index = places.get(message.pk, (None, 0))
    return MessageRow(
        message=message,
        sender=sender[0] if sender else "",
        recipients=tuple(recipients[:NAMED]),
        more=max(0, len(recipients) - NAMED),
        source_file_id=source_file_id,
        page_number=index + 1,
    )


def _people(messages: Iterable[Message]) -> dict[tuple[int, str], list[str]]:
    """Names by message and role, in their order; a closed name keeps its place."""
    found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    slots = Participation.objects.filter(message__in=messages, role__in=("from", "to"))
    for pk, role, name, address in slots.order_by("message_id", "role", "position").values_list(
        "message_id", "role", "name", "address"
    ):
        found[pk, role].append(name or address or CLOSED)
    return found


def _places(messages: Iterable[Message]) -> dict[int, tuple[int, int]]:
    """The file and page on which each message begins, at the top of a printout before quoted; for
    one that is only named, those of the message that names it."""
    pks = [each.pk for each in messages]
    found: dict[int, tuple[int, int]] = {}
    columns = ("message_id", "source_file_id", "header_spans", "body_spans")
    standing = Occurrence.objects.filter(message__in=pks).order_by(
        "message_id", F("role").desc(), "source_file_id", "ordinal"
    )
    for pk, source_file, header, body in standing.values_list(*columns):
        found.setdefault(pk, (source_file, _first(header, body)))
    unknown = [pk for pk in pks if pk not in found]
    if unknown:
        columns = (
            *("message_id", "occurrence__source_file_id"),
            *("occurrence__header_spans", "occurrence__body_spans"),
        )
        naming = MessageReference.objects.filter(message__in=unknown).order_by("pk")
        for pk, source_file, header, body in naming.values_list(*columns):
            found.setdefault(pk, (source_file, _first(header, body)))
    return found


def _first(header: list[list[int]], body: list[list[int]]) -> int:
    """The index of the page on which an occurrence begins."""
    return min((span[0] for span in (*header, *body)), default=0)
