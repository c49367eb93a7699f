import type { EvidenceMap, Row, SourceExample } from "../contract.ts";

const map: EvidenceMap = { source: "asterisk-sumbawa", zone: "Asia/Makassar", columns: {} };
const call: Row = {
  ...{ accountcode: "", src: "081200000001", dst: "600", dcontext: "from-trunk", clid: '"" <081200000001>' },
  ...{ channel: "PJSIP/trunk-0000001e", dstchannel: "PJSIP/2104-0000001f", lastapp: "Queue", lastdata: "layanan,t" },
  ...{ start: "2026-03-02 14:55:00", answer: "2026-03-02 14:55:06", end: "2026-03-02 14:58:32", duration: "212", billsec: "206" },
  ...{ disposition: "ANSWERED", amaflags: "DOCUMENTATION", uniqueid: "1772434500.17", userfield: "" },
};
const outgoing: Row = {
  ...call,
  ...{ src: "2104", dst: "081200000001", channel: "PJSIP/2104-00000020", dstchannel: "PJSIP/trunk-00000021", uniqueid: "1772434600.19" },
};

export const cdrExamples: ReadonlyArray<SourceExample<Row>> = [
  {
    title: "a caller whom the queue put through to an extension",
    records: [call],
    map,
    gives: [
      {
        external: "1772434500.17/1772434500/2104",
        kind: "call",
        extension: "2104",
        phone: "081200000001",
        result: "answered",
        startsAt: new Date("2026-03-02T06:55:00Z"),
        endsAt: new Date("2026-03-02T06:58:32Z"),
      },
    ],
  },
  {
    title: "a call to a customer who did not answer",
    records: [{ ...outgoing, disposition: "NO ANSWER" }],
    map,
    gives: [{ extension: "2104", phone: "081200000001", result: "not_answered" }],
  },
  {
    title: "without uniqueid, told apart by the channel's number and never by a telephone number",
    records: [{ ...outgoing, uniqueid: "", channel: "Local/2104@from-internal-0000002a;1" }],
    map,
    gives: [{ external: "0000002a/1772434500/2104" }],
  },
  {
    title: "a 17th column that is a uniqueid",
    records: [{ ...call, uniqueid: "", either: "pbx-1772434500.18" }],
    map,
    gives: [{ external: "pbx-1772434500.18/1772434500/2104" }],
  },
  { title: "rung but not taken", records: [{ ...call, disposition: "NO ANSWER" }], map, gives: [undefined] },
  { title: "from one extension to another", records: [{ ...outgoing, dst: "2105" }], map, gives: [undefined] },
  { title: "an end before the start", records: [{ ...call, end: "2026-03-02 14:54:00" }], map, gives: ["end"] },
  { title: "31 February", records: [{ ...call, start: "2026-02-31 14:55:00" }], map, gives: ["start"] },
  {
    title: "nothing that tells it from others",
    records: [{ ...outgoing, uniqueid: "", channel: "DAHDI/2104" }],
    map,
    gives: ["channel"],
  },
];
