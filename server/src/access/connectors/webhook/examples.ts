import type { Example } from "../contract.ts";

const errand = { value: "siti@contoh.id", reference: "0190a1b2-0000-7000-8000-000000000004", text: "Kartu Anda siap diambil." };

export const webhookExamples: readonly Example[] = [
  {
    title: "a signed message",
    settings: { field: "email" },
    secret: "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0",
    errand,
    answers: { status: 204, body: "" },
    arrives: {
      headers: { "webhook-id": errand.reference, "webhook-timestamp": /^\d{10}$/, "webhook-signature": /^v1,[A-Za-z0-9+/]{43}=$/ },
      body: { type: "customer.message", data: { email: "siti@contoh.id", text: "Kartu Anda siap diambil.", reference: errand.reference } },
    },
    gives: { accepted: true },
  },
  {
    title: "a peer that points elsewhere is not followed",
    settings: { field: "email" },
    secret: "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0",
    errand,
    answers: { status: 307, body: "" },
    arrives: { body: { type: "customer.message" } },
    gives: { accepted: false, why: "refused" },
  },
];
