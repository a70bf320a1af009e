"""What the OpenAPI document is built from: kinds of values, parameters, reads and writes."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.status import STATUSES

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
WHOLE: Final[Schema] = {"type": "integer"}
FIGURE: Final[Schema] = {"type": "number"}
STATUS: Final[Schema] = {"type": "string", "enum": list(STATUSES)}


def list_of(items: Schema) -> Schema:
    """An array of these."""
    return {"type": "array", "items": items}


def object_of(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """An object with these members."""
    made: Schema = {"type": "object", "properties": properties}
    return made | {"required": list(required)} if required else made


def ref(name: str) -> Schema:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


PAPERS: Final[Schema] = {
    "type": "array",
    "items": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "description": "SHA-256 of papers that were sent before: what shows it, hashed with the entry.",
}
BOX: Final[Schema] = {"type": "array", "items": FIGURE, "minItems": 4, "maxItems": 4}


def query(name: str, schema: Schema, says: str) -> Schema:
    """A parameter after the question mark."""
    return {
        "name": name, "in": "query", "required": False, "description": says, "schema": schema
    }  # fmt: skip


def path(name: str, schema: Schema) -> Schema:
    """A part of the address."""
    return {"name": name, "in": "path", "required": True, "schema": schema}


def header(name: str, says: str) -> Schema:
    """A header of the request."""
    return {
        "name": name, "in": "header", "required": False, "description": says, "schema": TEXT
    }  # fmt: skip


ID: Final = path("id", TEXT)
COLLECTION: Final = path("collection", {"type": "string", "enum": ["parks", "parcels"]})
CSRF: Final = header("X-CSRFToken", "The token that pages carry for people who signed in.")
KEY: Final = header("Idempotency-Key", "The same key gives the same answer, marked once.")
IF_MATCH: Final = header("If-Match", "The ETag of the parcel that was seen.")
GEOJSON: Final = "application/geo+json"
WRITE_PROBLEMS: Final = ("400", "401", "403", "404", "409", "412", "428")


def read(
    name: str, says: str, answer: str, *parameters: Schema, kind: str = "application/json"
) -> Schema:
    """A GET: what it is called, says and answers."""
    return {
        "operationId": name,
        "summary": says,
        "parameters": list(parameters),
        "responses": responses(answer, kind, ("400", "404")),
    }


def write(name: str, says: str, body: str, answer: str, *parameters: Schema, kind: str) -> Schema:
    """A write: the body it takes, and every way it is refused."""
    return {
        "operationId": name,
        "summary": says,
        "parameters": list(parameters),
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": ref(body)}},
        },
        "responses": responses(answer, kind, WRITE_PROBLEMS),
        "security": [{"session": []}],
    }


def responses(answer: str, kind: str, problems: tuple[str, ...]) -> Schema:
    """The answer, and the problems there may be."""
    good = {"description": "As asked.", "content": {kind: {"schema": ref(answer)}}}
    bad = {
        "description": "What is wrong, where, and what to do.",
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
    return {"200": good} | dict.fromkeys(problems, bad)
