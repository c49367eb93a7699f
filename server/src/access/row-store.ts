import { awaySql } from "../people/index.ts";
import type { Reading } from "../platform/database.ts";
import type { SealedFields } from "../records/index.ts";

/** A masked row of a listing or of a search, before the keeper opened the name. */
export interface CustomerRow {
  customer: string;
  wrap: string;
  name: SealedFields[string] | null;
  case: string | null;
  purpose: string | null;
  origin: string | null;
  openedAt: Date | null;
}

export interface ListQuestion {
  personId: string;
  officeId: string;
  /** Purposes that the person's functions serve. */
  purposes: string[];
  /** Of those, the ones that need a consent, with their question. */
  consents: Array<{ purpose: string; question: string }>;
  now: Date;
  limit: number;
  after: { at: Date; id: string } | undefined;
  /** Today, by the clocks of the person's office. */
  day: { from: Date; until: Date };
}

const REFUSED = `exists (select 1 from unnest($5::text[], $6::text[]) as need (purpose, question)
  where need.purpose = c.purpose and not exists (select 1 from records.consent k
    where k.customer_id = c.customer_id and k.question = need.question and k.state = 'yes' and k.idx is not null))`;

/** The queue: cases handed to me or claimed by me, then free ones of my office and functions, oldest first. Refusal wins: who did not consent is absent (R102). */
export async function queueRows(
  db: Reading,
  { personId, officeId, purposes, consents, now, limit, after }: ListQuestion,
): Promise<CustomerRow[]> {
  const values = [
    personId,
    now,
    officeId,
    purposes,
    consents.map(({ purpose }) => purpose),
    consents.map(({ question }) => question),
    after?.at ?? null,
    after?.id ?? null,
    limit,
  ];
  const { rows } = await db.query<CustomerRow>({
    name: "access-queue",
    text: `select c.customer_id as customer, u.wrap, u.sealed -> 'name' as name, c.id as "case", c.purpose, c.origin, c.opened_at as "openedAt"
      from access.cases c join records.customer u on u.id = c.customer_id and u.state = 'active'
      left join access.claim m on m.case_id = c.id and m.released_at is null and m.expires_at > $2
      where c.closed_at is null and (c.closes_at is null or c.closes_at > $2) and c.idx is not null
        and (m.person_id = $1 or (m.id is null and (c.assigned_to = $1 or (c.assigned_to is null and c.office_id = $3 and c.purpose = any ($4)))))
        and not ${REFUSED}
        and ($7::timestamptz is null or (c.opened_at, c.id) > ($7, $8))
      order by c.opened_at, c.id limit $9`,
    values,
  });
  return rows;
}

/** The customers whom this person holds, or stands in for, in the order of their distribution. */
export async function portfolioRows(db: Reading, { personId, now, limit, after }: ListQuestion): Promise<CustomerRow[]> {
  const { rows } = await db.query<CustomerRow>({
    name: "access-portfolio-rows",
    text: `select p.customer_id as customer, u.wrap, u.sealed -> 'name' as name, null as "case", null as purpose, null as origin, p.from_at as "openedAt", p.id as portfolio
      from access.portfolio p join records.customer u on u.id = p.customer_id and u.state = 'active'
      where (p.holder_id = $1 or (p.stand_in_id = $1 and ${awaySql("p.holder_id", "$5")})) and p.until_at is null and p.idx is not null
        and ($2::timestamptz is null or (p.from_at, p.customer_id) > ($2, $3))
      order by p.from_at, p.customer_id limit $4`,
    values: [personId, after?.at ?? null, after?.id ?? null, limit, now],
  });
  return rows;
}

/** Is the holder of a portfolio away, so that his stand-in sees it? Asked only where a stand-in asks. */
export async function isAway(db: Reading, holderId: string | null, now: Date): Promise<boolean> {
  const { rows } = await db.query<{ away: boolean }>({
    name: "access-is-away",
    text: `select ${awaySql("$1", "$2::timestamptz")} as away`,
    values: [holderId ?? "", now],
  });
  return rows[0]?.away ?? false;
}

/** Today's visits of this person, in their order (R31). @param question `from` and `until` bound the day of his office */
export async function visitRows(db: Reading, { personId, now, limit, after, day }: ListQuestion): Promise<CustomerRow[]> {
  const { rows } = await db.query<CustomerRow>({
    name: "access-visits",
    text: `select c.customer_id as customer, u.wrap, u.sealed -> 'name' as name, c.id as "case", c.purpose, c.origin, c.opened_at as "openedAt"
      from access.cases c join records.customer u on u.id = c.customer_id and u.state = 'active'
      where c.assigned_to = $1 and c.purpose = 'visit' and c.closed_at is null and c.idx is not null and c.opened_by is distinct from $1
        and (c.closes_at is null or c.closes_at > $2) and c.opened_at >= $3 and c.opened_at < $4
        and ($5::timestamptz is null or (c.opened_at, c.id) > ($5, $6))
      order by c.opened_at, c.id limit $7`,
    values: [personId, now, day.from, day.until, after?.at ?? null, after?.id ?? null, limit],
  });
  return rows;
}

export interface FoundCase {
  id: string;
  purpose: string;
  origin: string;
}

/** A customer whom a search found, with what decides whether this person may learn so. */
export interface FoundRow {
  customer: string;
  wrap: string;
  path: string;
  name: SealedFields[string] | null;
  inPortfolio: boolean;
  consent: "yes" | "no" | null;
  mine: FoundCase[] | null;
}

export async function foundRows(
  db: Reading,
  ids: string[],
  personId: string,
  question: string | undefined,
  now: Date,
): Promise<FoundRow[]> {
  const { rows } = await db.query<FoundRow>({
    name: "access-found",
    text: `select u.id as customer, u.wrap, o.path, u.sealed -> 'name' as name,
        exists (select 1 from access.portfolio p where p.customer_id = u.id and p.until_at is null and p.idx is not null
          and (p.holder_id = $2 or (p.stand_in_id = $2 and ${awaySql("p.holder_id", "$4")}))) as "inPortfolio",
        (select k.state from records.consent k where k.customer_id = u.id and k.question = $3 and (k.state = 'no' or k.idx is not null)) as consent,
        (select json_agg(json_build_object('id', w.id, 'purpose', w.purpose, 'origin', w.origin) order by w.opened_at) from (
          select c.id, c.purpose, c.origin, c.opened_at from access.cases c
          left join access.claim m on m.case_id = c.id and m.released_at is null and m.expires_at > $4
          where c.customer_id = u.id and c.closed_at is null and (c.closes_at is null or c.closes_at > $4) and c.idx is not null
            and coalesce(m.person_id, c.assigned_to, $2) = $2
          order by c.opened_at desc limit 10) w) as mine
      from records.customer u join people.office o on o.id = u.office_id where u.id = any ($1) and u.state = 'active' order by u.id`,
    values: [ids, personId, question ?? null, now],
  });
  return rows;
}
