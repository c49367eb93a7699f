/** A rule for a field in JSON Schema 2020-12. */
import type { FieldRule } from "./field-rules.ts";

/** What we use of JSON Schema. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

export function schemaOfRule(rule: FieldRule): JsonSchema {
  switch (rule.is) {
    case "text":
      return { type: "string", maxLength: rule.most };
    case "fixed":
      return { type: "string", minLength: rule.length, maxLength: rule.length, pattern: rule.pattern.source };
    case "word":
      return { type: "string", enum: rule.words };
    case "integer":
      return { type: "integer", minimum: rule.least, maximum: Number.MAX_SAFE_INTEGER };
    case "flag":
      return { type: "boolean" };
    case "list":
      return { type: "array", maxItems: rule.most, items: schemaOfRule(rule.of) };
    case "members":
      return {
        type: "object",
        maxProperties: rule.most,
        propertyNames: { maxLength: rule.name },
        additionalProperties: { anyOf: rule.of.map(schemaOfRule) },
      };
  }
}

export function schemasOfRules(rules: Readonly<Record<string, FieldRule>>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, schemaOfRule(rule)]));
}
