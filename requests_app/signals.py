"""What this application announces. Receivers live elsewhere and only enqueue."""

from django.dispatch import Signal

records_changed = Signal()
"""The records or letters of a request changed; sent with `foia_request_id`, after commit."""
