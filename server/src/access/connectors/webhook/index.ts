import type { Connector } from "../contract.ts";
import { postJson } from "../post-json.ts";
import { webhookExamples } from "./examples.ts";
import { signatureOf } from "./signature.ts";

/** Any other system, by a signed POST (Standard Webhooks 1.0): `webhook-id`, `webhook-timestamp`, `webhook-signature`. */
export const webhook: Connector = {
  id: "webhook",
  name: { id: "Sistem lain (webhook bertanda tangan)", en: "Another system (signed webhook)" },
  needs: ["text"],
  requires: ["field"],
  knows: [],
  send({ settings: { url, field = "phone" }, secret, ...means }, { value, text, reference, at }) {
    const body = JSON.stringify({ type: "customer.message", timestamp: at.toISOString(), data: { [field]: value, text, reference } });
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const headers = {
      "webhook-id": reference,
      "webhook-timestamp": timestamp,
      "webhook-signature": signatureOf(secret, `${reference}.${timestamp}.${body}`),
    };
    return postJson(means, url, headers, body);
  },
  examples: webhookExamples,
};
