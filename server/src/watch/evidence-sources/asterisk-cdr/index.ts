import { type EvidenceMap, type FileSource, fault, type Parsed, type ReadInstant, type Row } from "../contract.ts";
import { cdrExamples } from "./examples.ts";

const BASE = [
  ...["accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp", "lastdata", "start", "answer", "end"],
  ...["duration", "billsec", "disposition", "amaflags"],
];
const NEW_COLUMNS = ["peeraccount", "linkedid", "sequence"];
/** `loguniqueid` and `loguserfield` add a column each, `newcdrcolumns` three: each number of columns means one order, but for 17 and 20. */
const ORDERS: Readonly<Record<number, readonly string[]>> = {
  16: BASE,
  17: [...BASE, "either"],
  18: [...BASE, "uniqueid", "userfield"],
  19: [...BASE, ...NEW_COLUMNS],
  20: [...BASE, "either", ...NEW_COLUMNS],
  21: [...BASE, "uniqueid", "userfield", ...NEW_COLUMNS],
};
const LONGEST_CALL = 4 * 3_600_000;
const DIGITS = 6;

/**
 * `Master.csv` of Asterisk's CSV backend, in its own order of columns and without a header line.
 * Source: Asterisk documentation, "Call Detail Records (CDR)", https://docs.asterisk.org/Configuration/Reporting/Call-Detail-Records-CDR/,
 * and the comments of its sample cdr.conf, section [csv]. Times are local unless `usegmtime=yes`: then the map's zone is UTC.
 */
export const asteriskCdr: FileSource = {
  id: "asterisk-cdr",
  words: { id: "Asterisk CDR (Master.csv)", en: "Asterisk CDR (Master.csv)" },
  form: "file",
  order: (count) => ORDERS[count],
  settings: { own: ["extensionDigits", "persons"] },
  match: { person: ["extension"], customer: ["phone"] },
  parse: readCdr,
  examples: cdrExamples,
};

function readCdr(row: Row, map: EvidenceMap, instant: ReadInstant): Parsed {
  const parties = partiesOf(row, map.extensionDigits ?? DIGITS);
  if (parties === undefined) return { nothing: "no call between an extension and an outside number" };
  const answered = row.disposition === "ANSWERED";
  if (!answered && parties.direction === "in") return { nothing: "nobody took this call" };
  const startsAt = instant(row.start ?? "", map.zone);
  if (!startsAt) return fault("start", "no date and time", "2026-03-02 14:55:00, as Asterisk writes it");
  const endsAt = instant(row.end ?? "", map.zone);
  const lasts = (endsAt?.getTime() ?? Number.NaN) - startsAt.getTime();
  if (endsAt === undefined || !(lasts >= 0 && lasts <= LONGEST_CALL))
    return fault("end", "no end of a call", "after the start, at most 4 hours later");
  const number = uniqueOf(row, startsAt);
  if (number === undefined)
    return fault("channel", "nothing that tells this call from others", "a uniqueid, or a channel name with its number");
  return {
    evidence: {
      external: `${number}/${parties.extension}`,
      kind: "call",
      extension: parties.extension,
      phone: parties.phone,
      channel: "phone",
      startsAt,
      endsAt,
      result: answered ? "answered" : "not_answered",
    },
  };
}

interface Parties {
  direction: "in" | "out";
  extension: string;
  phone: string;
}

/** Whose channel it was, and the number outside. Undefined for calls within the house and for those that reached no extension. */
function partiesOf(row: Row, digits: number): Parties | undefined {
  const inside = (text: string | undefined): text is string => new RegExp(`^\\d{1,${digits}}$`).test(text ?? "");
  const outside = (text: string | undefined): text is string => new RegExp(`^\\+?\\d{${digits + 1},}$`).test(text ?? "");
  const [caller, called] = [deviceOf(row.channel), deviceOf(row.dstchannel)];
  const from = inside(caller) ? caller : inside(row.src) ? row.src : undefined;
  if (from !== undefined && outside(row.dst)) return { direction: "out", extension: from, phone: row.dst };
  const to = inside(called) ? called : inside(row.dst) ? row.dst : undefined;
  return to !== undefined && outside(row.src) ? { direction: "in", extension: to, phone: row.src } : undefined;
}

/** `PJSIP/2104-0000001f` is the device 2104; `Local/2104@from-queue-0000001f;1` as well. */
const deviceOf = (channel = ""): string | undefined => /^[A-Za-z0-9]+\/([^@-]+)/.exec(channel)?.[1];

/** A call's own number, and when it began: several rows of one call share the number. A channel's name may hold a telephone number and is never kept. */
function uniqueOf(row: Row, startsAt: Date): string | undefined {
  const unique = row.uniqueid || (/^[\w-]*\d{9,}\.\d+$/.test(row.either ?? "") ? row.either : "");
  const serial = /-([0-9a-f]{6,})(?:;\d)?$/i.exec(row.channel ?? "")?.[1];
  const number = unique || serial;
  return number ? `${number}/${startsAt.getTime() / 1000}` : undefined;
}
