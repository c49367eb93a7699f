/** JSON Schema 2020-12 of each kind of entry (`typ`, `v`), closed: for readers in other languages. Written to `schemas/v1/<typ>.json`. */
import { bodyRules, COMMON_RULES, REQUIRED_FIELDS } from "./field-rules.ts";
import { type JsonSchema, schemasOfRules } from "./json-schema-of-rule.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";
import type { Kinds, Shape } from "./kinds/kind.ts";

/** Schemas by `typ`. Each accepts the entries of its kind that `schemaFault` accepts; lengths are counted in code points there. */
export function entrySchemas(kinds: Kinds = ENTRY_KINDS): Map<string, JsonSchema> {
  return new Map(Object.entries(kinds).map(([typ, { body }]) => [typ, schemaOf(typ, body)]));
}

function schemaOf(typ: string, shapes: Readonly<Record<string, Shape>>): JsonSchema {
  const body = bodyOf(shapes);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:mercusuar:entry:v1:${typ}`,
    title: `Journal entry "${typ}", schema v1`,
    type: "object",
    additionalProperties: false,
    required: [...REQUIRED_FIELDS, ...(body.required === undefined ? [] : ["body"])],
    properties: { v: { const: 1 }, typ: { const: typ }, ...schemasOfRules(COMMON_RULES), body },
  };
}

function bodyOf(shapes: Readonly<Record<string, Shape>>): JsonSchema {
  const { required, rules } = bodyRules(shapes);
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: schemasOfRules(rules),
  };
}
