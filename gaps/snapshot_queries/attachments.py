"""Which files that produced messages name did not come."""

from collections import defaultdict

from gaps.snapshot import AttachmentClaim, CaseSnapshot, Message

Claim = tuple[Message, AttachmentClaim]


def missing_attachments(case: CaseSnapshot) -> list[list[Claim]]:
    """The places where produced messages name one missing file, thread by thread, in reading
    order. A file that came, or is listed on a sheet, with any message of a thread is not missing.
    Words such as “see attached” name a file only in a message that lists none otherwise."""
    threads: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for message in case.messages:
        listed = any(each.basis != "text" for each in message.attachments)
        for claim in message.attachments:
            if claim.basis != "text" or not listed:
                thread = message.normalized_subject or message.key
                threads[(thread, claim.name.strip().casefold())].append((message, claim))
    missing: list[list[Claim]] = []
    for claims in threads.values():
        came = any(claim.produced_at or claim.withheld_at for _, claim in claims)
        produced = [(message, claim) for message, claim in claims if message.produced]
        if produced and not came:
            missing.append(produced)
    return missing
