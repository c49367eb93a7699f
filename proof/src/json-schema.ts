/** JSON Schema 2020-12 of each kind of entry (`typ`, `v`), closed: for readers in other languages. Written to `schemas/v1/<typ>.json`. */
import { BOOLEAN, COMMON_FIELDS, INTEGER, type JsonSchema, listOf, text, words } from "./json-schema-fields.ts";
import { ENTRY_KINDS } from "./kinds/index.ts";
import type { Kinds, Shape } from "./kinds/kind.ts";
import { MAX_ITEMS, MAX_STRING } from "./schema.ts";

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
    required: ["v", "typ", "ts", "iid", ...(body.required === undefined ? [] : ["body"])],
    properties: { v: { const: 1 }, typ: { const: typ }, ...COMMON_FIELDS, body },
  };
}

function bodyOf(shapes: Readonly<Record<string, Shape>>): JsonSchema {
  const required = Object.keys(shapes).filter((key) => !key.endsWith("?"));
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key.replace(/\?$/, ""), schemaOfValue(shape)])),
  };
}

function schemaOfValue(shape: Shape): JsonSchema {
  if (typeof shape !== "string") return words(shape);
  switch (shape) {
    case "string":
      return text(MAX_STRING);
    case "int":
      return INTEGER;
    case "bool":
      return BOOLEAN;
    case "strings":
      return listOf(text(MAX_STRING), MAX_ITEMS);
    case "ints":
      return listOf(INTEGER, MAX_ITEMS);
  }
}
