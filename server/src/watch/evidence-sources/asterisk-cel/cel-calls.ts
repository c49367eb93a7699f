import { type EvidenceMap, fault, type Gathering, type Parsed, type ReadInstant, type Row } from "../contract.ts";

/** Calls that are under way at once. Of more, the oldest is given as far as it was told. */
const MOST_OPEN = 5_000;
const DIGITS = 6;

interface Leg {
  extension: string;
  from: Date;
  until: Date | undefined;
}
interface Call {
  /** Numbers outside that take part; usually one. */
  phones: Set<string>;
  /** By the channel's own number. */
  legs: Map<string, Leg>;
}

/** Puts the events of a call together by their `linkedid`, and gives its legs once its last channel is gone. */
export class CelCalls implements Gathering<Row> {
  private readonly calls = new Map<string, Call>();
  private readonly map: EvidenceMap;
  private readonly instant: ReadInstant;
  private readonly inside: RegExp;
  private readonly outside: RegExp;

  constructor(map: EvidenceMap, instant: ReadInstant) {
    const digits = map.extensionDigits ?? DIGITS;
    this.map = map;
    this.instant = instant;
    this.inside = new RegExp(`^\\d{1,${digits}}$`);
    this.outside = new RegExp(`^\\+?\\d{${digits + 1},}$`);
  }

  take(row: Row): Parsed[] {
    const { linkedid, uniqueid, eventtype } = row;
    if (!linkedid || !uniqueid) return [fault("linkedid", "empty", "the number that joins the events of a call")];
    const at = this.timeOf(row.eventtime ?? "");
    if (!at) return [fault("eventtime", "no date and time", "dateformat = %F %T in cel.conf, or seconds since 1970")];
    const call = this.callOf(linkedid);
    for (const number of [row.cidnum, row.cidani, row.exten, row.ciddnid]) if (number && this.outside.test(number)) call.phones.add(number);
    this.follow(call, uniqueid, row, at);
    if (eventtype === "LINKEDID_END") return this.done(linkedid);
    return this.calls.size > MOST_OPEN ? this.done(this.calls.keys().next().value ?? "") : [];
  }

  end(): Parsed[] {
    return [...this.calls.keys()].flatMap((linkedid) => this.done(linkedid));
  }

  private callOf(linkedid: string): Call {
    const known = this.calls.get(linkedid) ?? { phones: new Set<string>(), legs: new Map<string, Leg>() };
    this.calls.set(linkedid, known);
    return known;
  }

  /** An extension talks from the moment it enters a bridge; BRIDGE_START and BRIDGE_END are what Asterisk before 12 wrote. */
  private follow({ legs }: Call, uniqueid: string, { eventtype, channame }: Row, at: Date): void {
    const extension = /^[A-Za-z0-9]+\/([^@-]+)/.exec(channame ?? "")?.[1] ?? "";
    const leg = legs.get(uniqueid);
    if (eventtype === "BRIDGE_ENTER" || eventtype === "BRIDGE_START") {
      if (leg) leg.until = undefined;
      else if (this.inside.test(extension)) legs.set(uniqueid, { extension, from: at, until: undefined });
    } else if (leg && ["BRIDGE_EXIT", "BRIDGE_END", "HANGUP", "CHAN_END"].includes(eventtype ?? "")) leg.until ??= at;
  }

  private done(linkedid: string): Parsed[] {
    const call = this.calls.get(linkedid);
    this.calls.delete(linkedid);
    const [phone] = call?.phones ?? [];
    if (!call || call.legs.size === 0 || phone === undefined) return [{ nothing: "no call between an extension and an outside number" }];
    return [...call.legs].map(([uniqueid, { extension, from, until }]) => ({
      evidence: {
        external: `${linkedid}/${uniqueid}`,
        kind: "call",
        extension,
        phone,
        channel: "phone",
        startsAt: from,
        result: "answered",
        ...(until ? { endsAt: until } : {}),
      },
    }));
  }

  private timeOf(text: string): Date | undefined {
    if (/^\d{9,11}(\.\d+)?$/.test(text)) return new Date(Number(text) * 1000);
    return this.instant(text.replace(/\.\d+$/, ""), this.map.zone);
  }
}
