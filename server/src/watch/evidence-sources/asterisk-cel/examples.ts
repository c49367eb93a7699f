import type { EvidenceMap, Row, SourceExample } from "../contract.ts";

const map: EvidenceMap = { source: "asterisk-cel-sumbawa", zone: "Asia/Makassar", columns: {} };
const trunk = { channame: "PJSIP/trunk-0000001e", uniqueid: "1772434500.17", linkedid: "1772434500.17", cidnum: "081200000001" };
const agent = { channame: "PJSIP/2104-0000001f", uniqueid: "1772434503.18", linkedid: "1772434500.17", cidnum: "2104" };
const event = (eventtype: string, time: string, channel: Row): Row => ({ ...channel, eventtype, eventtime: `2026-03-02 ${time}` });
const call: Row[] = [
  event("CHAN_START", "14:55:00", trunk),
  event("CHAN_START", "14:55:03", agent),
  event("ANSWER", "14:55:06", agent),
  event("BRIDGE_ENTER", "14:55:06", agent),
  event("BRIDGE_ENTER", "14:55:06", trunk),
  event("BRIDGE_EXIT", "14:58:32", agent),
  event("HANGUP", "14:58:32", agent),
  event("CHAN_END", "14:58:33", agent),
  event("CHAN_END", "14:58:33", trunk),
];
const told = {
  external: "1772434500.17/1772434503.18",
  kind: "call",
  extension: "2104",
  phone: "081200000001",
  startsAt: new Date("2026-03-02T06:55:06Z"),
  endsAt: new Date("2026-03-02T06:58:32Z"),
} as const;

export const celExamples: ReadonlyArray<SourceExample<Row>> = [
  { title: "a call from its first channel to its last", records: [...call, event("LINKEDID_END", "14:58:33", trunk)], map, gives: [told] },
  { title: "a file that ends before the call's last line", records: call, map, gives: [told] },
  {
    title: "a call that goes on while the file ends",
    records: call.slice(0, 5),
    map,
    gives: [{ external: told.external, startsAt: told.startsAt, endsAt: undefined }],
  },
  {
    title: "times in seconds since 1970",
    records: call.map((row) => ({ ...row, eventtime: "1772434506" })),
    map,
    gives: [{ startsAt: told.startsAt }],
  },
  { title: "rung but not taken", records: call.slice(0, 2), map, gives: [undefined] },
  { title: "an event that belongs to no call", records: [{ ...call[0], linkedid: "" } as Row], map, gives: ["linkedid"] },
  { title: "31 February", records: [{ ...call[0], eventtime: "2026-02-31 14:55:00" } as Row], map, gives: ["eventtime"] },
];
