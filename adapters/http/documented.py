"""What OpenAPI cannot see by itself: bodies that are read raw, for speed."""

from __future__ import annotations

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema

STRING = Schema(type=OpenAPIType.STRING)
EVENT = Schema(
    type=OpenAPIType.OBJECT,
    required=["linkId", "sessionId", "eventType"],
    properties={
        "linkId": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.UUID),
        "sessionId": STRING,
        "eventId": STRING,
        "eventType": STRING,
        "occurredAt": Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE_TIME),
        "token": STRING,
        "metadata": Schema(type=OpenAPIType.OBJECT),
    },
)
EVENTS = Schema(
    type=OpenAPIType.OBJECT,
    required=["events"],
    properties={"events": Schema(type=OpenAPIType.ARRAY, items=EVENT, max_items=50)},
)


@dataclass
class TrackOperation(Operation):
    """One event or a batch, as JSON or as plain text that is JSON."""

    def __post_init__(self) -> None:
        shape = OpenAPIMediaType(schema=Schema(one_of=[EVENT, EVENTS]))
        self.request_body = RequestBody(required=True, content={"application/json": shape, "text/plain": shape})
