"""chDB speaking the ClickHouse protocol over HTTP: the analytics engine of a stack that runs on one machine.

This is *not* ClickHouse server. It is the same engine built as a library (chDB), owned by one process, with a small
HTTP front that clients of ClickHouse understand. What differs from a server: fixed users instead of access
management, no query log, no clusters, no external data, responses are never compressed. The contract suite in
``tests/adapters/embedded`` runs against this front and, given ``CLICKHOUSE_URL``, against a real server.
"""
