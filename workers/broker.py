"""The messages that tell workers what is owed. Losing or doubling one does no harm: the relay knows what is owed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import dramatiq
from dramatiq.brokers.redis import MAINTENANCE_SCALE, RedisBroker

from projections.deliveries import Owed

NAMESPACE = "jobs"
HEARTBEAT = 15_000
"""Milliseconds after which the messages of a worker that fell silent are given to others."""
UNDELIVERABLE = 86_400_000
"""Milliseconds for which messages that an actor did not survive are kept to be looked at."""
POLL = 200
"""Milliseconds; how long a message may lie in an idle queue."""

Work = Callable[[UUID, UUID], None]
"""Does the job ``job_id`` on the stream ``stream_id``; both may be called any number of times."""


def open_broker(redis_url: str) -> RedisBroker:
    """Without any middleware: the relay repeats, the tools limit themselves, and the read side keeps count.

    Maintenance, which finds silent workers, runs with every fetch; Dramatiq would leave it to one in a thousand.
    """
    timeouts = "socket_connect_timeout=2&socket_timeout=10&health_check_interval=15"
    return RedisBroker(
        url=f"{redis_url}{'&' if '?' in redis_url else '?'}{timeouts}",
        middleware=[],
        namespace=NAMESPACE,
        heartbeat_timeout=HEARTBEAT,
        maintenance_chance=MAINTENANCE_SCALE,
        dead_message_ttl=UNDELIVERABLE,
    )


def send(broker: dramatiq.Broker, owed: Owed) -> None:
    """Puts the message into its queue. Raises what Redis raises."""
    args = (str(owed.job_id), str(owed.stream_id))
    broker.enqueue(dramatiq.Message(queue_name=owed.queue, actor_name=owed.kind, args=args, kwargs={}, options={}))


def declare(broker: dramatiq.Broker, kind: str, queue: str, work: Work) -> None:
    """Lets the broker's worker do this kind of job from this queue."""

    def act(job_id: str, stream_id: str) -> None:
        work(UUID(job_id), UUID(stream_id))

    dramatiq.actor(broker=broker, actor_name=kind, queue_name=queue)(act)


def start_worker(broker: dramatiq.Broker, queue: str, threads: int, *, ahead: int) -> dramatiq.Worker:
    """Begins to take messages, ``ahead`` more than are worked on: the others stay in Redis, for whoever is free."""
    worker = dramatiq.Worker(broker, queues={queue}, worker_timeout=POLL, worker_threads=threads)
    worker.queue_prefetch = threads + ahead
    worker.start()
    return worker
