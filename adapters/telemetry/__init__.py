"""View events: from a viewer's beacon into a Redis Stream, and from there, by `workers.ingest`, into ClickHouse.

For the HTTP side::

    telemetry = Telemetry(settings.redis_url, settings.secret_key, resolve, limit=per_session)
    accepted = await telemetry.track(body, ip=ip, user_agent=agent, headers=headers)   # 202; the events are stored
    await telemetry.close()

- ``resolve`` is ``set of link ids -> {link id: LinkKey}`` (`projections.links.link_keys` on a connection); it is
  called in a thread, only for events without a valid token, and its answers, negative ones too, are kept for a while.
- ``limit`` is ``session id -> seconds to wait`` (0 = go on).
- ``headers`` have lower-case names; only the country that a CDN adds is read from them.
- Every refusal is a `errors.TelemetryError` with ``code``, ``status`` and, for some, ``retry_after`` seconds.
- ``telemetryToken`` of a link is `tokens.telemetry_token`, and may be cached for a day.

What is stored never holds an address or a user agent: both become a hash and a few classes before anything leaves the
process (`privacy`, `agents`).
"""
