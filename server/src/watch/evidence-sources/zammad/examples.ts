import type { EvidenceMap, Message, SourceExample } from "../contract.ts";

const map: EvidenceMap = { source: "zammad", zone: "Asia/Jakarta", persons: { "siti@perusahaan.example": "siti" }, columns: {} };
const budi = { id: 8, login: "budi@contoh.example", email: "budi@contoh.example", phone: "081200000001" };
const siti = { id: 5, login: "siti@perusahaan.example", email: "siti@perusahaan.example" };
const dewi = { id: 6, login: "dewi@perusahaan.example", email: "dewi@perusahaan.example" };
const article = (by: typeof siti, change: Message): Message => ({
  ...{ id: 104, internal: false, sender: "Customer", type: "email", created_at: "2026-03-02T02:10:00.318Z" },
  ...{ created_by_id: by.id, created_by: by, ...change },
});
const payload = (of: Message, ticket: Message = {}): Message => ({
  ticket: { id: 81, number: "10081", state: "open", customer_id: 8, customer: budi, owner_id: 5, owner: siti, ...ticket },
  article: of,
});

export const zammadExamples: ReadonlyArray<SourceExample<Message>> = [
  {
    title: "an e-mail from the customer, on a ticket that one person owns",
    records: [payload(article(budi, {}))],
    map,
    gives: [
      {
        ...{ external: "81/104", kind: "customer_event", grade: "A", login: "siti@perusahaan.example", phone: "081200000001" },
        startsAt: new Date("2026-03-02T02:10:00.318Z"),
      },
    ],
  },
  {
    title: "a call that a colleague wrote down for him",
    records: [payload(article(dewi, { type: "phone" }))],
    map,
    gives: [{ grade: "B" }],
  },
  { title: "a call that the owner wrote down himself", records: [payload(article(siti, { type: "phone" }))], map, gives: [{ grade: "C" }] },
  {
    title: "an answer to the customer",
    records: [payload(article(siti, { sender: "Agent" }))],
    map,
    gives: [{ kind: "outcome", grade: "B", result: "answered", login: "siti@perusahaan.example" }],
  },
  { title: "a ticket that nobody owns", records: [payload(article(budi, {}), { owner_id: 1 })], map, gives: [{ login: undefined }] },
  { title: "an internal note", records: [payload(article(siti, { sender: "Agent", internal: true }))], map, gives: [undefined] },
  {
    title: "a customer without number or address",
    records: [payload(article(budi, {}), { customer: { id: 8 } })],
    map,
    gives: ["ticket.customer"],
  },
  { title: "a payload of another shape", records: [{ text: "hello" }], map, gives: ["ticket"] },
];
