import type { EvidenceMap, Message, SourceExample } from "../contract.ts";

const map: EvidenceMap = { source: "chatwoot", zone: "Asia/Jakarta", persons: { "1": "siti" }, columns: {} };
const meta = {
  sender: { id: 12, type: "contact", phone_number: "+6281200000001", email: "budi@contoh.example" },
  assignee: { id: 1, type: "user" },
};
const incoming: Message = {
  ...{ event: "message_created", id: 118, message_type: "incoming", private: false, created_at: "2026-03-02T02:10:00.000Z" },
  ...{ sender: { id: 12, type: "contact" }, conversation: { id: 10, status: "open", meta } },
};
const resolved: Message = { event: "conversation_status_changed", id: 10, status: "resolved", timestamp: 1772417400, meta };

export const chatwootExamples: ReadonlyArray<SourceExample<Message>> = [
  {
    title: "a message from the contact, in a conversation that one person has",
    records: [incoming],
    map,
    gives: [
      {
        ...{ external: "10/118", kind: "customer_event", grade: "A", login: "1", phone: "+6281200000001" },
        startsAt: new Date("2026-03-02T02:10:00Z"),
      },
    ],
  },
  {
    title: "an agent's answer, at a time as the guide shows it",
    records: [
      {
        ...incoming,
        message_type: "outgoing",
        created_at: "2026-03-02 02:11:00 UTC",
        sender: { id: 1, type: "user", email: "siti@perusahaan.example" },
      },
    ],
    map,
    gives: [{ kind: "outcome", grade: "B", login: "siti@perusahaan.example", startsAt: new Date("2026-03-02T02:11:00Z") }],
  },
  {
    title: "a conversation that was resolved",
    records: [resolved],
    map,
    gives: [{ external: "10/resolved/1772417400", kind: "outcome", result: "solved", login: "1" }],
  },
  { title: "a private note", records: [{ ...incoming, message_type: "outgoing", private: true }], map, gives: [undefined] },
  { title: "a conversation that was opened", records: [{ ...resolved, status: "open" }], map, gives: [undefined] },
  { title: "a new conversation, which its messages tell", records: [{ event: "conversation_created", id: 10 }], map, gives: [undefined] },
  {
    title: "a contact who left nothing to find him by",
    records: [{ ...incoming, conversation: { id: 10, meta: { sender: { id: 12 } } } }],
    map,
    gives: ["conversation.meta.sender"],
  },
  { title: "a payload of another shape", records: [{ text: "hello" }], map, gives: ["event"] },
];
