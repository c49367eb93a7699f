import { createHmac, timingSafeEqual } from "node:crypto";
import { Memo } from "../platform/memo.ts";

/** One row of `sessionCte`. */
export interface SessionRow {
  session_id: string;
  person_id: string;
  token_hash: string;
  method: string;
  created_at: Date;
  expires_at: Date;
  /** Print of the machine that it was opened from; empty where nobody said. */
  device: string;
  mac: string;
}

/** The live session behind a token, one row or none. Whoever reads it asks `sessionMacHolds` before believing it. */
export function sessionCte(tokenHashParam: string, nowParam: string): string {
  return `
  select s.id as session_id, s.person_id, s.token_hash, s.method, s.created_at, s.expires_at, s.device, s.mac
  from people.session s where s.token_hash = ${tokenHashParam} and s.ended_at is null and s.expires_at > ${nowParam}::timestamptz`;
}

/**
 * MACs on session, link and credential rows, under the server's key that lies beside the data and not in it.
 * Against whom: a DBA who writes himself a session, lengthens one, or puts his own password in somebody's row.
 */
export class Seals {
  private readonly key: Buffer;
  /** Of sessions met before, by all that is sealed: one who works asks again and again, and the seal over the same is the same. */
  private readonly sessions = new Memo<string>();

  constructor(key: Buffer) {
    this.key = key;
  }

  session(row: Omit<SessionRow, "mac">): string {
    const { session_id, token_hash, person_id, method, created_at, expires_at, device } = row;
    const fields = [session_id, token_hash, person_id, method, created_at.toISOString(), expires_at.toISOString()];
    const text = bound("session", device === "" ? fields : [...fields, device]);
    return this.sessions.of(text, () => this.mac(text));
  }

  link(row: { tokenHash: string; personId: string; purpose: string; expiresAt: Date }): string {
    return this.over("link", [row.tokenHash, row.personId, row.purpose, row.expiresAt.toISOString()]);
  }

  credential(row: { personId: string; scheme: string; secret: string; changedAt: Date }): string {
    return this.over("credential", [row.personId, row.scheme, row.secret, row.changedAt.toISOString()]);
  }

  /** Over what a file said of somebody's identity: whoever reads the database learns nothing of it. */
  identity(login: string, values: ReadonlyArray<readonly [name: string, value: string]>): string {
    return this.over("identity", [login, ...values.flat()]);
  }

  /** Over all that two persons agreed to. */
  approval(row: { id: string; what: string; subject: string; why: string; askedBy: string; askedAt: Date; expiresAt: Date }): string {
    const { id, what, subject, why, askedBy, askedAt, expiresAt } = row;
    return this.over("approval", [id, what, subject, why, askedBy, askedAt.toISOString(), expiresAt.toISOString()]);
  }

  confirmation({ id, confirmedBy, confirmedAt }: { id: string; confirmedBy: string; confirmedAt: Date }): string {
    return this.over("confirmation", [id, confirmedBy, confirmedAt.toISOString()]);
  }

  /** A name for a counter of tries that tells nobody whose it is. */
  tryKey(kind: "login" | "address", value: string): string {
    return `${kind}:${this.over("try", [kind, value]).slice(0, 32)}`;
  }

  /** A name for a machine, from its address and what its browser says of itself: 48 bits, enough to tell those of one person apart. */
  device(address: string, agent: string): string {
    return this.over("device", [address, agent]).slice(0, 12);
  }

  holds(mac: string, expected: string): boolean {
    const [given, wanted] = [Buffer.from(mac), Buffer.from(expected)];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  private over(label: string, fields: string[]): string {
    return this.mac(bound(label, fields));
  }

  private mac(text: string): string {
    return createHmac("sha256", this.key).update(text).digest("hex");
  }
}

/** Length-prefixed, so that no two lists of fields read the same. */
function bound(label: string, fields: string[]): string {
  let text = "";
  for (const field of [`mercusuar/${label}/1`, ...fields]) text += `${Buffer.byteLength(field)}:${field}`;
  return text;
}
