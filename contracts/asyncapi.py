"""docs/asyncapi.json: the same events for machines, as an AsyncAPI 3.0 document."""

from collections.abc import Mapping
from typing import Any

from contracts.base import Contract, Envelope
from contracts.compatibility import Schema
from contracts.topology import EXCHANGE, queue_of

Schemas = Mapping[type[Contract], Schema]
Samples = Mapping[type[Contract], dict[str, Any]]


def document(schemas: Schemas, typical: Samples) -> Schema:
    """One channel a type; one operation for its owner, and one for each service that hears it."""
    operations: Schema = {}
    for contract in schemas:
        operations[f"{contract.OWNER}.says.{contract.TYPE}"] = _operation("send", contract)
        for service in contract.HEARD_BY:
            operations[f"{service}.hears.{contract.TYPE}"] = _operation("receive", contract) | {
                "description": f"From the queue `{queue_of(service)}`."
            }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Waymark events",
            "version": "1",
            "description": "What the services tell each other. Made by `python -m contracts`.",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {contract.TYPE: _channel(contract) for contract in schemas},
        "operations": operations,
        "components": {
            "messages": {c.TYPE: _message(c, schema, typical[c]) for c, schema in schemas.items()},
            "schemas": _schemas(schemas),
        },
    }


def _channel(contract: type[Contract]) -> Schema:
    exchange = {"name": EXCHANGE, "type": "topic", "durable": True, "autoDelete": False}
    return {
        "address": contract.TYPE,
        "messages": {"event": {"$ref": f"#/components/messages/{contract.TYPE}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": exchange, "bindingVersion": "0.3.0"}},
    }


def _operation(action: str, contract: type[Contract]) -> Schema:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{contract.TYPE}"},
        "messages": [{"$ref": f"#/channels/{contract.TYPE}/messages/event"}],
    }


def _message(contract: type[Contract], schema: Schema, sample: dict[str, Any]) -> Schema:
    about = {
        "type": {"const": contract.TYPE},
        "source": {"const": f"/{contract.OWNER}"},
        "dataschema": {"const": contract.SCHEMA},
        "data": {"$ref": f"#/components/schemas/{contract.__name__}"},
    }
    return {
        "name": contract.TYPE,
        "title": contract.__name__,
        "summary": schema["description"].partition("\n")[0],
        "contentType": "application/cloudevents+json",
        "payload": {"allOf": [{"$ref": "#/components/schemas/Envelope"}, {"properties": about}]},
        "examples": [{"name": "typical", "payload": sample}],
    }


def _schemas(schemas: Schemas) -> Schema:
    """The envelope, the contracts and their parts, each under its class name."""
    found: Schema = {"Envelope": Envelope.model_json_schema()}
    for contract, schema in schemas.items():
        found |= schema.get("$defs", {})
        found[contract.__name__] = {k: v for k, v in schema.items() if k not in {"$defs", "$id", "$schema"}}
    return {name: _moved(found[name]) for name in sorted(found)}


def _moved(node: Any) -> Any:
    """The schema with its references pointing into the document's components."""
    if isinstance(node, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
            for key, value in node.items()
        }
    return [_moved(item) for item in node] if isinstance(node, list) else node
