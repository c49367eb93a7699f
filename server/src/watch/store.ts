import type { Reading, Writing } from "../platform/database.ts";
import type { PrintedInteraction } from "./prints.ts";
import type { ContactFacts, Grade } from "./templates/contract.ts";

interface Naming {
  person?: string;
  login?: string;
  extension?: string;
}

/** Person ids by person id, login and extension. People who left keep theirs: late records still name them. */
export async function personsNamed(
  db: Reading,
  { ids, logins, extensions }: { ids: string[]; logins: string[]; extensions: string[] },
): Promise<{ of(naming: Naming): string | undefined }> {
  const { rows } =
    ids.length + logins.length + extensions.length === 0
      ? { rows: [] }
      : await db.query<{ id: string; login: string; extension: string | null }>(
          "select id, login, extension from people.person where id = any($1) or login = any($2) or extension = any($3)",
          [ids, logins.map((login) => login.toLowerCase()), extensions],
        );
  const found = new Map(
    rows.flatMap(({ id, login, extension }) => [
      [`id ${id}`, id] as const,
      [`login ${login}`, id] as const,
      ...(extension ? [[`extension ${extension}`, id] as const] : []),
    ]),
  );
  return {
    of: ({ person, login, extension }) =>
      found.get(person ? `id ${person}` : login ? `login ${login.toLowerCase()}` : `extension ${extension ?? ""}`),
  };
}

/** A person by id or login; without one the first integrator, else operator, who holds that function now. */
export async function bringerRow(
  db: Reading,
  who: string | undefined,
  now: Date,
): Promise<{ id: string; wrap: string | null } | undefined> {
  const { rows } = await db.query<{ id: string; wrap: string | null }>(
    who !== undefined
      ? { text: "select id, wrap from people.person where (id = $1 or login = $1) and state = 'active'", values: [who] }
      : {
          text: `select p.id, p.wrap from people.person p join people.grant_ g on g.person_id = p.id
            where p.state = 'active' and g.function in ('integrator', 'operator') and g.starts_at <= $1 and g.ends_at > $1 and g.revoked_at is null and g.idx is not null
            order by g.function, p.id limit 1`,
          values: [now],
        },
  );
  return rows[0];
}

export async function customersById(db: Reading, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>("select id from records.customer where id = any($1)", [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Customer ids by blind index token. */
export async function customersByToken(db: Reading, tokens: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (tokens.length === 0) return found;
  const { rows } = await db.query<{ token: string; customer_id: string }>(
    "select token, customer_id from records.index_token where token = any($1) order by customer_id limit 5000",
    [tokens],
  );
  for (const { token, customer_id } of rows) found.set(token, [...(found.get(token) ?? []), customer_id]);
  return found;
}

export interface NewInteraction {
  id: string;
  kind: ContactFacts["kind"];
  personId: string | undefined;
  customerId: string | undefined;
  caseId?: string | undefined;
  channel: string;
  startsAt: Date;
  endsAt: Date | undefined;
  result: string | undefined;
  source: string;
  external: string;
  grade: Grade;
}

/** A row as it stands after a batch; `fresh` unless it was there and was completed. */
export interface WrittenInteraction extends PrintedInteraction {
  fresh: boolean;
}

/**
 * Adds records. A record that is there is the same one: it may only be completed (an end, a result, a customer or person that was missing).
 * Gives the rows that are new or were completed, as they stand now.
 */
export async function addInteractionRows(tx: Writing, rows: readonly NewInteraction[], now: Date): Promise<WrittenInteraction[]> {
  const column = <Value>(of: (row: NewInteraction) => Value) => rows.map(of);
  const { rows: written } = await tx.query<WrittenInteraction>(
    `insert into watch.interaction as i (id, kind, person_id, customer_id, case_id, channel, starts_at, ends_at, result, source, external_id, grade, recorded_at)
     select *, $13::timestamptz from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::text[], $12::text[])
     on conflict (source, external_id) do update set ends_at = coalesce(i.ends_at, excluded.ends_at), result = coalesce(i.result, excluded.result),
       customer_id = coalesce(i.customer_id, excluded.customer_id), person_id = coalesce(i.person_id, excluded.person_id)
     where (i.ends_at is null and excluded.ends_at is not null) or (i.result is null and excluded.result is not null)
       or (i.customer_id is null and excluded.customer_id is not null) or (i.person_id is null and excluded.person_id is not null)
     returning id, kind, person_id, customer_id, channel, starts_at, ends_at, result, source, external_id, grade, id = any($1) as fresh`,
    [
      column((row) => row.id),
      column((row) => row.kind),
      column((row) => row.personId ?? null),
      column((row) => row.customerId ?? null),
      column((row) => row.caseId ?? null),
      column((row) => row.channel),
      column((row) => row.startsAt),
      column((row) => row.endsAt ?? null),
      column((row) => row.result ?? null),
      column((row) => row.source),
      column((row) => row.external),
      column((row) => row.grade),
      now,
    ],
  );
  return written;
}
