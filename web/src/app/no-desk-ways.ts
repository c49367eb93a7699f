import type { WordId } from "../words/say.ts";

/** One thing that somebody without a desk can do today, and how. */
export interface Way {
  word: WordId;
  /** `page`: a page that needs no account. `api`: an address that the own session opens. `operator`: a command that the operator runs. */
  by: "page" | "api" | "operator";
  how: string;
}

const CUSTOMER: Way = { word: "way.customerTrail", by: "api", how: "GET /api/trail/customers/{id}?from={from}&to={to}" };
const PERSON: Way = { word: "way.personTrail", by: "api", how: "GET /api/trail/people/{id}?from={from}&to={to}" };
const RECEIPT: Way = { word: "way.receipt", by: "api", how: "GET /api/journal/receipts/{entry}" };
const LOOKED: Way = { word: "way.whoLooked", by: "operator", how: "npx mercusuar who-looked --customer ID" };
const VERIFY_PAGE: Way = { word: "way.verifyPage", by: "page", how: "/verify.html" };
const EXPORT: Way = { word: "way.export", by: "operator", how: "npx mercusuar journal export --out DIR" };
const VERIFY: Way = { word: "way.verify", by: "operator", how: "npx mercusuar journal verify DIR" };

const WAYS: Record<string, Way[]> = {
  officer: [VERIFY_PAGE, CUSTOMER, PERSON, RECEIPT, LOOKED, EXPORT, VERIFY],
  auditor: [VERIFY_PAGE, CUSTOMER, PERSON, RECEIPT, EXPORT, VERIFY],
  hr: [
    { word: "way.importPeople", by: "operator", how: "npx mercusuar import people FILE.csv" },
    { word: "way.importRoster", by: "operator", how: "npx mercusuar import roster FILE.csv" },
    { word: "way.listPeople", by: "operator", how: "npx mercusuar people list OFFICE" },
    { word: "way.endPerson", by: "operator", how: "npx mercusuar people end LOGIN" },
  ],
  branch_head: [{ word: "way.desk", by: "api", how: "GET /api/desk" }],
  operator: [{ word: "way.help", by: "operator", how: "npx mercusuar --help" }],
  integrator: [
    { word: "way.cases", by: "api", how: "POST /api/cases" },
    { word: "way.interactions", by: "api", how: "POST /api/interactions" },
  ],
};

/** What these functions can do without a desk, each way once. */
export const waysOf = (functions: readonly string[]): Way[] => [...new Set(functions.flatMap((name) => WAYS[name] ?? []))];
