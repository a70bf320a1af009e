// What a form sends, by the names and kinds of its controls.

import assert from "node:assert/strict";
import test from "node:test";

import { bodyOf } from "../src/lib/forms.js";

const control = (name, value, more = {}) => ({ name, value, type: "text", dataset: {}, ...more });
const kind = (name) => ({ dataset: { kind: name } });
const form = (...elements) => ({ elements });

test("fields go into fields, texts without blanks", () => {
  assert.deepEqual(bodyOf(form(control("fields.title", " 复工 "), control("reason", "核实"))), { fields: { title: "复工" }, reason: "核实" });
});

test("a number is a number, an empty one null, anything else as it was typed", () => {
  const typed = form(control("fields.a", "12.5", kind("number")), control("fields.b", "", kind("number")), control("fields.c", "many", kind("number")));
  assert.deepEqual(bodyOf(typed), { fields: { a: 12.5, b: null, c: "many" } });
});

test("a list is split at blanks, commas and Chinese signs", () => {
  assert.deepEqual(bodyOf(form(control("fields.parcels", "CZ-0001，CZ-0002 CZ-0003、", kind("list")))), { fields: { parcels: ["CZ-0001", "CZ-0002", "CZ-0003"] } });
});

test("a version is sent as a number and a box as yes or no", () => {
  assert.deepEqual(bodyOf(form(control("version", "7", kind("version")), control("anyway", "on", { type: "checkbox", checked: false }))), { version: 7, anyway: false });
});

test("what has no name, is disabled or sends the form is left out", () => {
  assert.deepEqual(bodyOf(form(control("", "x"), control("a", "x", { disabled: true }), control("b", "x", { type: "submit" }))), {});
});
