"""What the OpenAPI document is built from: kinds of values, parameters, reads and writes."""

from __future__ import annotations

from typing import Any, Final

from parkmap.land.status import STATUSES

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
WHOLE: Final[Schema] = {"type": "integer"}
FIGURE: Final[Schema] = {"type": "number"}
YES: Final[Schema] = {"type": "boolean"}
TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
WHOLE_OR_NULL: Final[Schema] = {"type": ["integer", "null"]}
FIGURE_OR_NULL: Final[Schema] = {"type": ["number", "null"]}
OBJECT_OR_NULL: Final[Schema] = {"type": ["object", "null"]}
STATUS: Final[Schema] = {"type": "string", "enum": list(STATUSES)}
STAFF: Final[Schema] = {"security": [{"session": []}]}
"""Of what only people who signed in may ask."""


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
NUMBER: Final = path("number", WHOLE)
COLLECTION: Final = path("collection", {"type": "string", "enum": ["parks", "parcels"]})
CSRF: Final = header("X-CSRFToken", "The token that pages carry for people who signed in.")
KEY: Final = header("Idempotency-Key", "The same key gives the same answer, marked once.")
IF_MATCH: Final = header("If-Match", "The ETag of the parcel that was seen.")
GEOJSON: Final = "application/geo+json"
STORE_PROBLEMS: Final = ("413", "503", "507")
"""Of every write: a body over the limit, a record that is busy or read-only, a full disk."""
SHAPES: Final = frozenset(
    {"split", "merge", "reshape", "draw", "trim", "plans", "register", "edit"}
)
"""A write whose name has one of these may be refused for its shape."""
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
    } | STAFF


def completed(paths: Schema) -> Schema:
    """The paths, each operation with every refusal that it can meet."""
    return {
        path: {verb: _completed(path, verb, said) for verb, said in verbs.items()}
        for path, verbs in paths.items()
    }


def _completed(path: str, verb: str, said: Schema) -> Schema:
    found: set[str] = {"503"}
    if "security" in said or any(one["name"] == "known_at" for one in said.get("parameters", ())):
        found |= {"401", "403"}
    if verb != "get":
        found |= set(STORE_PROBLEMS)
        if any(word in path for word in SHAPES):
            found.add("422")
    told = {code: PROBLEM for code in sorted(found) if code not in said["responses"]}
    return said | {"responses": said["responses"] | told}


PROBLEM: Final[Schema] = {
    "description": "What is wrong, where, and what to do.",
    "content": {"application/problem+json": {"schema": ref("Problem")}},
}


def responses(answer: str, kind: str, problems: tuple[str, ...]) -> Schema:
    """The answer, and the problems there may be."""
    good = {"description": "As asked.", "content": {kind: {"schema": ref(answer)}}}
    return {"200": good} | dict.fromkeys(problems, PROBLEM)
