import { createHash } from "node:crypto";
import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { known } from "../platform/known.ts";
import type { Words } from "../platform/language.ts";
import { nextDay } from "../platform/local-day.ts";
import { problem } from "../platform/problem.ts";
import { about } from "./about.ts";
import type { ActHow, By, House, Write } from "./parts.ts";
import { PLEDGE, PLEDGE_VERSION, WORDS } from "./words.ts";

const YEAR = 365;

/** A person passed the screening (R16). `validUntil` a year later unless told; days `YYYY-MM-DD`. */
export async function passScreening(
  house: House,
  personId: string,
  screening: { passedOn: string; validUntil?: string; byId?: string },
  { by, wait = true }: ActHow = {},
): Promise<void> {
  const id = newId("scr");
  const until = screening.validUntil ?? nextDay(screening.passedOn, YEAR);
  await house.act(
    async (tx, write) => {
      await tx.query("insert into people.screening (id, person_id, passed_on, valid_until, by_id) values ($1, $2, $3, $4, $5)", [
        id,
        personId,
        screening.passedOn,
        until,
        screening.byId ?? by ?? null,
      ]);
      const body = { change: "passed", id, result: "passed", on: screening.passedOn, until, ...known({ by: screening.byId }) };
      await write({ typ: "screening", ...about(personId, by), body, marks: [{ table: "people.screening", id }] });
    },
    { wait },
  );
}

/** A contract, open-ended or until a day. */
export async function signContract(
  house: House,
  personId: string,
  contract: { kind: string; startsOn: string; endsOn?: string },
  { by, wait = true }: ActHow = {},
): Promise<void> {
  const id = newId("con");
  await house.act(
    async (tx, write) => {
      await tx.query("insert into people.contract (id, person_id, kind, starts_on, ends_on) values ($1, $2, $3, $4, $5)", [
        id,
        personId,
        contract.kind,
        contract.startsOn,
        contract.endsOn ?? null,
      ]);
      const body = { change: "signed", id, kind: contract.kind, from: contract.startsOn, ...known({ until: contract.endsOn }) };
      await write({ typ: "contract", ...about(personId, by), body, marks: [{ table: "people.contract", id }] });
    },
    { wait },
  );
}

export interface Pledged {
  /** `screen` or `paper`. */
  method: string;
  signedAt?: Date;
  validUntil?: Date;
}

/** The pledge of confidentiality (R62): text by its hash, version, instant, method. Valid a year unless told. */
export function signPledge(house: House, personId: string, pledge: Pledged, { by, wait = true }: ActHow = {}): Promise<{ until: Date }> {
  return house.act((tx, write) => pledgeWithin(house, tx, write, personId, pledge, by), { wait });
}

/** The same inside the caller's transaction. */
export async function pledgeWithin(
  house: House,
  tx: Writing,
  write: Write,
  personId: string,
  pledge: Pledged,
  by?: By,
): Promise<{ until: Date }> {
  const id = newId("plg");
  const at = pledge.signedAt ?? house.clock.now();
  const until = pledge.validUntil ?? new Date(at.getTime() + YEAR * 86_400_000);
  const hash = textHash(PLEDGE);
  await tx.query(
    "insert into people.pledge (id, person_id, version, text_hash, signed_at, valid_until, method) values ($1, $2, $3, $4, $5, $6, $7)",
    [id, personId, PLEDGE_VERSION, hash, at, until, pledge.method],
  );
  const dates = { from: at.toISOString(), until: until.toISOString() };
  const body = { change: "signed", id, version: String(PLEDGE_VERSION), hash, method: pledge.method, ...dates };
  await write({ typ: "pledge", ...about(personId, by ?? personId), body, marks: [{ table: "people.pledge", id }] });
  return { until };
}

/** Publishes the next version of the terms of access. After `graceUntil` nobody gets further without accepting it (R3). */
export async function publishTerms(
  house: House,
  terms: { text: Words; graceUntil?: Date },
  { by, wait = true }: ActHow = {},
): Promise<number> {
  const now = house.clock.now();
  const grace = terms.graceUntil ?? now;
  return house.act(
    async (tx, write) => {
      const { rows } = await tx.query<{ version: number }>(
        `insert into people.terms (version, text_id, text_en, published_at, grace_until)
          select coalesce(max(version), 0) + 1, $1, $2, $3, $4 from people.terms returning version`,
        [terms.text.id, terms.text.en, now, grace],
      );
      const version = rows[0]?.version ?? 0;
      const body = {
        change: "published",
        version: String(version),
        hash: textHash(terms.text),
        from: now.toISOString(),
        until: grace.toISOString(),
      };
      await write({ typ: "terms", aggregate: "terms", ...known({ act: by }), body });
      return version;
    },
    { wait },
  );
}

/** A person accepts the newest version of the terms (R3). @throws Problem `terms-old` for another version */
export async function acceptTerms(house: House, personId: string, version: number, { by, wait = true }: ActHow = {}): Promise<void> {
  const id = newId("acc");
  await house.act(
    async (tx, write) => {
      const { rows } = await tx.query<{ newest: number | null }>("select max(version) as newest from people.terms");
      if (rows[0]?.newest !== version) throw problem("terms-old", WORDS.termsOld);
      const { rowCount } = await tx.query(
        `insert into people.terms_acceptance (id, person_id, version, accepted_at) values ($1, $2, $3, $4)
          on conflict (person_id, version) do nothing`,
        [id, personId, version, house.clock.now()],
      );
      const marks = rowCount > 0 ? [{ table: "people.terms_acceptance" as const, id }] : [];
      const change = rowCount > 0 ? "accepted" : "accepted-again";
      await write({ typ: "terms", ...about(personId, by ?? personId), body: { change, version: String(version) }, marks });
    },
    { wait },
  );
}

/** SHA-256 of both languages of a text, as the journal names it. */
export function textHash(text: Words): string {
  return createHash("sha256").update(`${text.id}\0${text.en}`).digest("hex");
}
