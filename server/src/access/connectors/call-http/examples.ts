import type { Example } from "../contract.ts";

const errand = { value: "+6281200007777", reference: "0190a1b2-0000-7000-8000-000000000001", line: "2104" };

export const callHttpExamples: readonly Example[] = [
  {
    title: "the exchange takes the call",
    settings: {},
    secret: "exchange-secret",
    errand,
    answers: { status: 202, body: "{}" },
    arrives: {
      headers: { authorization: "Bearer exchange-secret", "content-type": "application/json" },
      body: { from: "2104", to: "+6281200007777", reference: errand.reference },
    },
    gives: { accepted: true },
  },
  {
    title: "the exchange does not know the line",
    settings: {},
    secret: "exchange-secret",
    errand,
    answers: { status: 404, body: '{"error":"no line 2104 for +6281200007777"}' },
    arrives: { body: { from: "2104" } },
    gives: { accepted: false, why: "refused" },
  },
];
