import { Type } from "typebox";
import { bounded, closed, entryNumber, idText, instantText, oneOf, text } from "../platform/schemas.ts";
import { REASONS } from "./policies/reasons.ts";

/** Shapes of this chapter's bodies and answers. What is not declared here does not leave. */
export const fieldId = () => Type.String({ pattern: "^[a-z][a-z0-9_]*$", maxLength: 40 });
export const purposeId = () => Type.String({ pattern: "^[a-z][a-z0-9_]*$", maxLength: 40 });
const customerId = idText;
const caseId = idText;
const rule = closed({ rule: Type.String(), text: Type.String() });

/** Picked where a rule asks for one. */
export const reason = () => Type.Optional(oneOf(REASONS.map(({ id }) => id)));
const note = () => Type.Optional(text(500));

export const lookBody = closed({
  customer: customerId(),
  purpose: purposeId(),
  case: Type.Optional(caseId()),
  fields: Type.Optional(bounded(fieldId(), 60)),
  reveal: Type.Optional(bounded(fieldId(), 10)),
  re: Type.Optional(entryNumber()),
  reason: reason(),
  note: note(),
});
const consent = Type.Union([Type.Literal("yes"), Type.Literal("no"), Type.Literal("unasked")]);
export const lookAnswer = closed({
  entry: Type.Integer(),
  code: Type.String(),
  at: instantText(),
  closesAt: instantText(),
  seconds: Type.Integer(),
  purpose: Type.String(),
  case: Type.Optional(Type.String()),
  re: Type.Optional(Type.Integer()),
  fields: bounded(
    closed({ id: Type.String(), mask: Type.String(), value: Type.String(), can: bounded(Type.String(), 2), entry: Type.Integer() }),
    100,
  ),
  locked: bounded(closed({ id: Type.String(), rule: Type.String() }), 200),
  consents: closed({ offers: consent, interest: consent }),
  warnings: bounded(rule, 20),
});
export const changeBody = closed({
  from: entryNumber(),
  customer: customerId(),
  purpose: purposeId(),
  case: Type.Optional(caseId()),
  fields: Type.Optional(bounded(fieldId(), 60)),
  reason: reason(),
  note: note(),
});
export const matchBody = closed({
  customer: customerId(),
  purpose: purposeId(),
  case: caseId(),
  field: fieldId(),
  given: text(200),
  reason: reason(),
});
export const matchAnswer = closed({ match: Type.Boolean(), left: Type.Integer(), entry: Type.Integer() });

export const searchBody = closed({
  by: Type.Union(["phone", "nik", "customer_number", "name_birth", "email", "kk"].map((by) => Type.Literal(by))),
  value: text(200),
  purpose: purposeId(),
  reason: reason(),
});
const foundCase = closed({ id: Type.String(), purpose: Type.String(), origin: Type.String() });
const values = closed({ name: Type.Optional(Type.String()) });
export const searchAnswer = closed({
  rows: bounded(
    closed({ customer: Type.String(), values, cases: bounded(foundCase, 10), own: Type.Boolean(), portfolio: Type.Boolean() }),
    25,
  ),
  entry: Type.Integer(),
  code: Type.String(),
});
export const listBody = closed({
  of: oneOf(["queue", "portfolio", "visits"]),
  cursor: Type.Optional(text(400)),
  reason: reason(),
});
export const listAnswer = closed({
  rows: bounded(
    closed({
      customer: Type.String(),
      values,
      case: Type.Optional(Type.String()),
      purpose: Type.Optional(Type.String()),
      origin: Type.Optional(Type.String()),
      openedAt: Type.Optional(instantText()),
    }),
    25,
  ),
  next: Type.Optional(Type.String()),
  entry: Type.Integer(),
});

export const caseBody = closed({
  customer: customerId(),
  purpose: purposeId(),
  origin: Type.Union(["agent_call", "agent_visit", "api", "dispatch", "campaign"].map((one) => Type.Literal(one))),
  external: Type.Optional(text(120)),
  source: Type.Optional(text(60)),
  office: Type.Optional(idText()),
  assignedTo: Type.Optional(idText()),
  reason: reason(),
});
export const caseAnswer = closed({
  case: closed({
    id: Type.String(),
    purpose: Type.String(),
    origin: Type.String(),
    grade: Type.String(),
    closesAt: Type.Optional(instantText()),
    outcome: Type.Optional(Type.String()),
    open: Type.Optional(Type.Boolean()),
  }),
});
export const claimBody = Type.Optional(closed({ minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })), reason: reason() }));
export const claimAnswer = closed({ case: Type.String(), until: instantText() });
export const outcomeBody = closed({ outcome: Type.String({ maxLength: 40 }) });

const optional = Type.Optional(Type.Boolean());
export const catalogueAnswer = closed({
  fields: bounded(closed({ id: Type.String(), class: Type.String(), type: Type.String(), label: Type.String() }), 200),
  purposes: bounded(
    closed({
      id: Type.String(),
      label: Type.String(),
      benefit: Type.String(),
      basis: Type.String(),
      functions: bounded(Type.String(), 20),
      fields: bounded(closed({ id: Type.String(), mask: Type.String(), reveal: optional, match: optional }), 200),
    }),
    100,
  ),
  outcomes: bounded(closed({ id: Type.String(), label: Type.String(), closes: Type.Boolean() }), 50),
  rules: bounded(closed({ id: Type.String(), set: Type.String(), text: Type.String(), remedy: Type.String() }), 200),
});
