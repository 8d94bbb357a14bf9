"""The embedded default: the real engines from their wheels, supervised in the foreground on one data directory.

Layout of a data directory (``DATA``), modes in brackets; everything the supervisor needs is inside it:

- ``argument.json`` marks the directory as ours; nothing is deleted or adopted without it
- ``credentials.json`` [600] generated once; ``server.json`` [600] written when ready, removed at the end
- ``ports.json`` the ports last used, taken again while they are free
- ``lock`` held by the running supervisor
- ``run/NAME.json`` a process: pid, birth, state, port; ``logs/NAME.log`` what it said
- ``postgres valkey clickhouse objects lan`` the engines' own files, and the authority of ``--lan``
"""
