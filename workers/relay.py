"""Tells workers what is owed, and tells them again until the job is settled."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from threading import Event
from time import monotonic

from adapters import wiring
from adapters.settings import Settings
from projections.deliveries import Deliveries, Owed
from projections.jobs import CHANNEL
from projections.leader import Lead, leading
from workers.broker import open_broker, send
from workers.together import lasting

log = logging.getLogger(__name__)

Send = Callable[[Owed], None]

BATCH = 50
LEASE = 30.0
"""Seconds after which a job that nobody began is sent again; twice as long each time."""
RETRY = 2.0
"""Seconds before another try when the broker does not answer."""
LISTEN = 0.25
"""Seconds: how late a call to stop is heard, and a job whose lease is over is seen."""
KEEP = 7 * 86_400.0
"""Seconds for which deliveries of settled jobs are kept to be looked at."""
TIDY = 3_600.0


def run(settings: Settings, stop: Event, up: Callable[[], None]) -> None:
    """Sends until ``stop``. One relay at a time: others stand by."""
    broker = open_broker(settings.redis_url)

    def work() -> None:
        with (
            wiring.read_pool(settings, size=1) as pool,
            leading(settings.database_url, "relay", CHANNEL, stop, up=up) as lead,
        ):
            if lead:
                keep_sending(Deliveries(pool), partial(send, broker), lead, stop)

    lasting(work, stop)
    broker.close()


def keep_sending(
    deliveries: Deliveries, send: Send, lead: Lead, stop: Event, *, lease: float = LEASE, retry: float = RETRY
) -> None:
    """Sends what is owed whenever a job is new or a lease is over, until ``stop``."""
    tidied = float("-inf")
    while not stop.is_set():
        if monotonic() - tidied > TIDY:
            tidied = monotonic()
            deliveries.forget_settled(KEEP)
        if not relay(deliveries, send, lease=lease, retry=retry):
            lead.listen(LISTEN)


def relay(deliveries: Deliveries, send: Send, *, lease: float = LEASE, retry: float = RETRY) -> int:
    """Sends what is owed now, and returns how many. What cannot be sent is given back and stays owed."""
    owed = deliveries.claim(BATCH, lease)
    for number, job in enumerate(owed):
        try:
            send(job)
        except Exception as error:
            log.warning("cannot send, %d jobs wait: %s", len(owed) - number, error)
            deliveries.give_back(owed[number:], retry)
            return 0
        if job.sends > 1:
            log.info("sent %s %s again, the %d. time", job.kind, job.job_id, job.sends)
    return len(owed)
