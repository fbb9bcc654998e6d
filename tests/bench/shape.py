"""How much there is of everything: a few requests with very much, most with little or nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

TODAY = date(2026, 11, 20)
"""The day of the database; no figure hangs on the day on which it is measured."""
SEED = 4
GIANTS = 4
GIANT, LARGE, MIDDLING = 0.05, 0.005, 0.0005
"""Shares of all messages that one request of each size has."""
TOPICS = (
    "detention standards", "medical care", "facial recognition", "license plate readers",
    "segregation", "transfers", "family separation", "hotline complaints", "body cameras",
    "use of force", "deaths in custody", "food service", "visitation", "translation services",
    "contract modifications", "bed space", "invoices", "site visits", "inspections", "waivers",
    "drone flights", "cell-site simulators", "water quality", "pipeline permits", "air monitoring",
    "travel vouchers", "calendar entries", "visitor logs", "settlements", "training materials",
)  # fmt: skip
KINDS = ("Emails on", "Contracts for", "Policies on", "Complaints about", "Reports on", "Audits of")
SURNAMES = (
    "Abbott", "Baker", "Castro", "Dalton", "Ellis", "Ferrara", "Grant", "Huang", "Ibarra", "Jensen",
    "Keller", "Lopez", "Mercer", "Novak", "Okafor", "Pruitt", "Quinn", "Reyes", "Sato", "Turner",
    "Underhill", "Vargas", "Whitfield", "Xu", "Yates", "Zimmer",
)  # fmt: skip
FIRST_NAMES = ("Ann", "Ben", "Carla", "Dev", "Eva", "Frank", "Gail", "Hugo", "Iris", "Jon")


@dataclass(frozen=True, slots=True)
class Plan:
    """One request, as far as the amount of everything follows from it."""

    pk: int
    messages: int
    filed_on: date
    acknowledged_on: date
    determined_on: date | None
    appealed_on: date | None
    decided_on: date | None
    native: bool
    """Whether its mail came as files of a mailbox, each message one, instead of printed pages."""

    @property
    def received_on(self) -> date:
        return min(TODAY, self.filed_on + timedelta(days=2))

    @property
    def happened(self) -> list[tuple[str, date]]:
        """The entries of its ledger in the order of their days."""
        entries = (
            ("sent", self.filed_on),
            ("received", self.received_on),
            ("acknowledged", self.acknowledged_on),
            ("determined", self.determined_on),
            ("appealed", self.appealed_on),
            ("appeal_received", self.appealed_on),
            ("decided", self.decided_on),
        )
        return sorted(((kind, on) for kind, on in entries if on), key=lambda each: each[1])

    @property
    def pages(self) -> int:
        return self.messages * 2 // 5

    @property
    def productions(self) -> int:
        return min(1 + self.messages // 2_500, 24) if self.messages else 0

    @property
    def findings(self) -> int:
        """How many gaps were found in it; also requests without a production have some."""
        return 1 + self.messages // 16 if self.messages else self.pk % 2


def plans(requests: int, messages: int) -> list[Plan]:
    """The requests in the order of their keys, the same for the same figures."""
    rng = Random(SEED)
    amounts = _amounts(requests, messages)
    native = {1: amounts[1]} if len(amounts) > 1 else {}
    places = rng.sample(range(requests), len(amounts))
    held = {place: (amount, rank in native) for rank, (place, amount) in
            enumerate(zip(places, amounts, strict=True))}  # fmt: skip
    return [_plan(rng, place + 1, *held.get(place, (0, False))) for place in range(requests)]


def _amounts(requests: int, messages: int) -> list[int]:
    """Messages of the requests that have any, the largest first; together `messages`."""
    tiers = ((GIANTS, GIANT), (requests // 5_000, LARGE), (requests // 200, MIDDLING))
    amounts = [round(messages * share) for number, share in tiers for _ in range(number)]
    few = max(1, requests // 4)
    left = max(0, messages - sum(amounts))
    weights = [1 / (1 + rank % 40) for rank in range(few)]
    unit = left / sum(weights)
    amounts += [int(unit * each) for each in weights]
    amounts[0] += messages - sum(amounts)
    return sorted((each for each in amounts[:requests] if each), reverse=True)


def _plan(rng: Random, pk: int, messages: int, native: bool) -> Plan:
    age = int(3_900 * rng.random() ** 1.3) + 1
    if messages:
        age = max(age, 120)
    filed = TODAY - timedelta(days=age)

    def later(day: date | None, at_most: int, odds: float) -> date | None:
        then = day + timedelta(days=5 + int(at_most * rng.random())) if day else None
        return then if then and then <= TODAY and rng.random() < odds else None

    determined = later(filed, 300, 0.92)
    appealed = later(determined, 80, 0.12)
    return Plan(
        pk=pk,
        messages=messages,
        filed_on=filed,
        acknowledged_on=min(TODAY, filed + timedelta(days=3 + int(20 * rng.random()))),
        determined_on=determined,
        appealed_on=appealed,
        decided_on=later(appealed, 60, 0.8),
        native=native,
    )
