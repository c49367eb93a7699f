import { Type } from "typebox";
import { bounded, closed } from "../platform/schemas.ts";

const words = bounded(Type.String(), 50);

/** Who is signed in, and what his standing allows now. Instants are RFC 3339. */
export const meSchema = closed({
  person: closed({
    id: Type.String(),
    name: Type.String(),
    login: Type.String(),
    job: Type.String(),
    functions: words,
    employment: Type.String(),
    language: Type.Union([Type.Literal("id"), Type.Literal("en")]),
  }),
  office: closed({ id: Type.String(), name: Type.String(), zone: Type.String(), label: Type.String() }),
  duty: closed({ on: Type.Boolean(), kind: Type.Optional(Type.String()), until: Type.Optional(Type.String()) }),
  terms: closed({ ok: Type.Boolean(), version: Type.Integer() }),
  pledge: closed({ ok: Type.Boolean(), until: Type.Optional(Type.String()) }),
  /** Without one the next way in is another link. True also where somebody took it away by SQL: whoever had one must know it. */
  hasPassword: Type.Boolean(),
  /** How many characters a password has. */
  password: closed({ least: Type.Integer(), most: Type.Integer() }),
  quota: closed({ used: Type.Integer(), of: Type.Integer(), warn: Type.Integer() }),
  desks: words,
  now: Type.String(),
  simulated: Type.Boolean(),
});
