import type { EvidenceMap, Message, SourceExample } from "../contract.ts";

const map: EvidenceMap = {
  source: "tiket",
  zone: "Asia/Jakarta",
  results: { "ticket.created": "request", "ticket.replied": "answered" },
  columns: {},
};
const created: Message = {
  ...{ ticket: "88", event: "ticket.created", at: "2026-03-02T02:10:00Z", owner: "siti", author: "customer", email: "budi@contoh.example" },
};

export const webhookExamples: ReadonlyArray<SourceExample<Message>> = [
  {
    title: "what the customer wrote himself",
    records: [created],
    map,
    gives: [{ external: "88/request/1772417400000", kind: "customer_event", grade: "A", login: "siti", email: "budi@contoh.example" }],
  },
  { title: "what a colleague wrote down for him", records: [{ ...created, author: "dewi" }], map, gives: [{ grade: "B" }] },
  { title: "what the owner wrote down himself", records: [{ ...created, author: "siti" }], map, gives: [{ grade: "C" }] },
  { title: "written by nobody knows whom", records: [{ ...created, author: undefined }], map, gives: [{ grade: "C" }] },
  {
    title: "the owner's answer",
    records: [{ ...created, event: "ticket.replied" }],
    map,
    gives: [{ kind: "outcome", grade: "B", result: "answered" }],
  },
  { title: "a change of priority", records: [{ ...created, event: "ticket.priority" }], map, gives: [undefined] },
  { title: "nobody's ticket", records: [{ ...created, email: "" }], map, gives: ["customer"] },
];
