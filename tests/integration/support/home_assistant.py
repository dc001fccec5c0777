# SPDX-License-Identifier: MIT
"""A stand-in for the REST sensor and the REST switch of Home Assistant: what they do with statuses, bodies and templates, after
the sources in home-assistant/core:

- homeassistant/components/rest/data.py, entity.py and sensor.py: the body of any status is data, and no answer is none;
  `availability` is asked first, strictly, and a template that fails counts as available; then `value_template` is, where an unknown
  name is empty and a failure is no value;
- homeassistant/components/rest/switch.py: a 2xx of a change moves the switch (pull request 105358); `is_on_template` decides
  otherwise; a switch whose first answer is 400 or more is not added;
- homeassistant/helpers/trigger_template_entity.py: `value_json` is there only where the body is JSON.

Nothing of them is copied: they were read."""
from __future__ import annotations

import ast
import json

import jinja2
import jinja2.sandbox
import yaml

from .http import Closed, Connection

UNAVAILABLE, UNKNOWN = "unavailable", "unknown"
_SEES_EMPTY = jinja2.sandbox.ImmutableSandboxedEnvironment(undefined=jinja2.Undefined)
_STRICT = jinja2.sandbox.ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined)


class Tag(yaml.SafeLoader):
    """Reads !secret NAME as {"secret": NAME}."""


Tag.add_constructor("!secret", lambda loader, node: {"secret": loader.construct_scalar(node)})


def configuration(text: str, secrets: dict[str, str]) -> dict:
    """configuration.yaml, with secrets.yaml."""
    def resolved(value):
        if isinstance(value, dict):
            return secrets[value["secret"]] if set(value) == {"secret"} else {key: resolved(item) for key, item in value.items()}
        return [resolved(item) for item in value] if isinstance(value, list) else value

    return resolved(yaml.load(text, Tag))


def _refuse(constant: str):
    raise ValueError(f"{constant} is no JSON")


def _variables(body: str) -> dict:
    try:
        return {"value": body, "value_json": json.loads(body, parse_constant=_refuse)}
    except ValueError:
        return {"value": body}


def _is_available(template: str, variables: dict) -> bool:
    try:
        rendered = _STRICT.from_string(template).render(variables).strip()
    except jinja2.TemplateError:
        return True
    return ast.literal_eval(rendered) is not False if rendered in ("True", "False") else rendered.lower() in ("true", "yes", "on", "1")


def _rendered(template: str, variables: dict, otherwise: str | None) -> str | None:
    try:
        return _SEES_EMPTY.from_string(template).render(variables).strip()
    except jinja2.TemplateError:
        return otherwise


class _Entity:
    def __init__(self, settings: dict, resource: str, headers: dict[str, str]):
        self.settings = settings
        self.headers = headers
        authority, _, path = resource.removeprefix("http://").partition("/")
        host, _, port = authority.partition(":")
        self._address, self._target = (int(port), host), f"/{path}"

    def _ask(self, method: str, body: bytes | None = None) -> tuple[int, str] | None:
        try:
            with Connection(*self._address) as connection:
                answer = connection.ask(method, self._target, self.headers, body)
        except (OSError, Closed):
            return None
        return answer.status, answer.body.decode()


class RestSensor(_Entity):
    """One sensor of an entry of `rest:`."""

    def __init__(self, entry: dict, number: int = 0):
        super().__init__(entry["sensor"][number], entry["resource"], entry.get("headers", {}))
        self.state: float | str = UNKNOWN

    def update(self) -> float | str:
        answer = self._ask("GET")
        self.state = UNAVAILABLE if answer is None else self._state_of(_variables(answer[1]))
        return self.state

    def _state_of(self, variables: dict) -> float | str:
        if "availability" in self.settings and not _is_available(self.settings["availability"], variables):
            return UNAVAILABLE
        value = _rendered(self.settings["value_template"], variables, None)
        if value is None:
            return UNKNOWN
        return float(value)  # ValueError: a unit, and no number


class RestSwitch(_Entity):
    """A switch of `platform: rest`."""

    def __init__(self, settings: dict):
        super().__init__(settings, settings["resource"], settings.get("headers", {}))
        self.state = UNKNOWN
        answer = self._ask("GET")
        self.is_added = answer is not None and answer[0] < 400  # else Home Assistant has no such switch until it reads its files again

    def update(self) -> str:
        answer = self._ask("GET")
        if answer is not None:
            self.state = self._state_of(_variables(answer[1]))
        return self.state

    def _state_of(self, variables: dict) -> str:
        if "availability" in self.settings and not _is_available(self.settings["availability"], variables):
            return UNAVAILABLE
        rendered = _rendered(self.settings["is_on_template"], variables, "None").lower()
        return {"true": "on", "false": "off"}.get(rendered, UNKNOWN)

    def turn(self, state: str) -> str:
        answer = self._ask(self.settings["method"].upper(), self.settings[f"body_{state}"].encode())
        if answer is not None and 200 <= answer[0] < 300:
            self.state = state
        return self.state
