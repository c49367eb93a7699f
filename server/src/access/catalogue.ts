import type { Language } from "../platform/language.ts";
import { classOf } from "../records/index.ts";
import { OUTCOMES } from "./outcomes.ts";
import type { House } from "./parts.ts";

/** What the screens are drawn from: fields, purposes, outcomes and rules, in one language. Holds nothing about any customer. */
export function catalogueOf({ records, policy }: House, language: Language) {
  return {
    fields: records.fields.map((field) => ({ id: field.id, class: classOf(field), type: field.type, label: field.label[language] })),
    purposes: records.purposes().map(({ id, name, benefit, basis, functions, fields }) => ({
      id,
      label: name[language],
      benefit: benefit[language],
      basis,
      functions: [...functions],
      fields: Object.entries(fields).map(([field, use]) => ({
        id: field,
        mask: use.mask,
        reveal: use.reveal !== undefined,
        match: use.match === true,
      })),
    })),
    outcomes: OUTCOMES.map(({ id, label, closes }) => ({ id, label: label[language], closes })),
    rules: policy.rules.map(({ id, set, text, remedy }) => ({ id, set, text: text[language], remedy: remedy[language] })),
  };
}
