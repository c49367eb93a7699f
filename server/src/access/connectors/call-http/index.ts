import type { Connector } from "../contract.ts";
import { postJson } from "../post-json.ts";
import { callHttpExamples } from "./examples.ts";

/** Click-to-call over any exchange that takes a JSON request: first the person's own telephone rings, then the customer's. */
export const callHttp: Connector = {
  id: "call_http",
  name: { id: "Telepon (HTTP)", en: "Telephone (HTTP)" },
  field: "phone",
  needs: ["line"],
  requires: [],
  knows: [],
  send: ({ settings: { url }, secret, ...means }, { value, line, reference }) =>
    postJson(means, url, { authorization: `Bearer ${secret}` }, JSON.stringify({ from: line, to: value, reference })),
  examples: callHttpExamples,
};
