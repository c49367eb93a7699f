import type { Reading, Writing } from "../platform/database.ts";
import { listLiteral } from "./list-literal.ts";
import type { SealedFields } from "./parts.ts";
import type { ConsentQuestion, Purpose } from "./purpose.ts";

/** Tables that grow with the number of customers. */
export const GROWING = ["records.customer", "records.index_token", "records.provenance", "records.import_row"] as const;

/** Where a record comes from (R83). */
export interface Provenance {
  /** registration, purchase, website, email, exhibition, door_to_door, walk_in, referral, import */
  channel: string;
  /** Which file, form or event. */
  source: string;
  /** YYYY-MM-DD */
  collectedOn?: string;
  place?: string;
  collector?: string;
  noticeVersion?: string;
}

export interface CustomerRow {
  id: string;
  wrap: string;
  officeId: string;
  marks: string[];
  sealed: SealedFields;
  provenance: Provenance;
  tokens: Array<{ ix: string; token: string }>;
  lastContactOn?: string | undefined;
  /** In which he lives, where it is known. */
  zone: string | undefined;
}

/** Keeps new customers whose values are sealed already. `idx`: the entry of their sealing. */
export async function insertCustomers(
  tx: Writing,
  rows: CustomerRow[],
  about: { importId?: string | undefined; at: Date; idx: number },
): Promise<void> {
  await tx.query({
    name: "records-customers",
    text: `insert into records.customer (id, wrap, office_id, marks, sealed, last_contact_on, zone, import_id, created_at, idx)
      select r.id, r.wrap, r.office_id, string_to_array(r.marks, ','), r.sealed, r.last_contact_on, r.zone, $8, $9, $10
      from rows from (unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::date[], $7::text[]), jsonb_array_elements($5::jsonb))
        as r (id, wrap, office_id, marks, last_contact_on, zone, sealed)`,
    values: [
      listLiteral(rows.map(({ id }) => id)),
      listLiteral(rows.map(({ wrap }) => wrap)),
      listLiteral(rows.map(({ officeId }) => officeId)),
      rows.map(({ marks }) => marks.join(",")),
      JSON.stringify(rows.map(({ sealed }) => sealed)),
      rows.map(({ lastContactOn }) => lastContactOn ?? null),
      rows.map(({ zone }) => zone ?? null),
      about.importId ?? null,
      about.at,
      about.idx,
    ],
  });
  await insertTokens(tx, rows);
  await insertProvenance(tx, rows, about.importId);
}

export async function insertTokens(tx: Writing, rows: Array<Pick<CustomerRow, "id" | "tokens">>): Promise<void> {
  const tokens = rows.flatMap(({ id, tokens }) => distinct(tokens).map(({ ix, token }) => ({ ix, token, id })));
  await tx.query({
    name: "records-tokens",
    text: `insert into records.index_token (ix, token, customer_id, epoch)
      select ix, token, customer_id, split_part(token, '.', 1)::int from unnest($1::text[], $2::text[], $3::text[]) as t (ix, token, customer_id)`,
    values: [
      listLiteral(tokens.map(({ ix }) => ix)),
      listLiteral(tokens.map(({ token }) => token)),
      listLiteral(tokens.map(({ id }) => id)),
    ],
  });
}

/** Two fields of one kind may hold the same value. */
const distinct = (tokens: CustomerRow["tokens"]): CustomerRow["tokens"] =>
  tokens.filter((one, at) => tokens.findIndex(({ ix, token }) => ix === one.ix && token === one.token) === at);

/** What hardly any file brings is sent only where a row has it. */
const RARE = ["collectedOn", "place", "collector", "noticeVersion"] as const;

async function insertProvenance(tx: Writing, rows: CustomerRow[], importId: string | undefined): Promise<void> {
  const rare = rows.some(({ provenance }) => RARE.some((name) => provenance[name] !== undefined));
  const column = (name: (typeof RARE)[number]) => (rare ? rows.map(({ provenance }) => provenance[name] ?? null) : []);
  await tx.query({
    name: "records-provenance",
    text: `insert into records.provenance (customer_id, channel, source, collected_on, place, collector, notice_version, import_id)
      select r.*, $8 from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::text[], $7::text[]) as r`,
    values: [
      listLiteral(rows.map(({ id }) => id)),
      listLiteral(rows.map(({ provenance }) => provenance.channel)),
      listLiteral(rows.map(({ provenance }) => provenance.source)),
      ...RARE.map(column),
      importId ?? null,
    ],
  });
}

/** Customers with one of these tokens; at most `limit`. */
export async function customersByTokens(db: Reading, tokens: string[], limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: "records-by-tokens",
    text: `select distinct c.id from records.index_token t join records.customer c on c.id = t.customer_id and c.state = 'active'
      where t.token = any ($1::text[]) order by c.id limit $2`,
    values: [tokens, limit],
  });
  return rows.map(({ id }) => id);
}

interface PurposeRow {
  id: string;
  basis: Purpose["basis"];
  dpv: string;
  name_id: string;
  name_en: string;
  benefit_id: string;
  benefit_en: string;
  needs_consent: ConsentQuestion | null;
  needs_portfolio: boolean;
  functions: string[];
  fields: Purpose["fields"];
}

/** Purposes whose publication is sealed. */
export async function publishedPurposes(db: Reading): Promise<Purpose[]> {
  const { rows } = await db.query<PurposeRow>("select * from records.purpose where idx is not null order by published_at, id");
  return rows.map((row) => ({
    id: row.id,
    basis: row.basis,
    dpv: row.dpv,
    name: { id: row.name_id, en: row.name_en },
    benefit: { id: row.benefit_id, en: row.benefit_en },
    ...(row.needs_consent ? { needsConsent: row.needs_consent } : {}),
    needsPortfolio: row.needs_portfolio,
    functions: row.functions,
    fields: row.fields,
  }));
}

export async function insertPurpose(tx: Writing, purpose: Purpose, at: Date): Promise<void> {
  const { id, basis, dpv, name, benefit, needsConsent, needsPortfolio, functions, fields } = purpose;
  await tx.query(
    `insert into records.purpose (id, basis, dpv, name_id, name_en, benefit_id, benefit_en, needs_consent, needs_portfolio, functions, fields, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      basis,
      dpv,
      name.id,
      name.en,
      benefit.id,
      benefit.en,
      needsConsent ?? null,
      needsPortfolio ?? false,
      functions,
      JSON.stringify(fields),
      at,
    ],
  );
}

/** The holders of customers, by id; whoever is erased or unknown is missing. */
export async function customerHolders(db: Reading, ids: string[]): Promise<Map<string, { id: string; wrap: string }>> {
  const { rows } = await db.query<{ id: string; wrap: string }>({
    name: "records-holders",
    text: "select id, wrap from records.customer where id = any ($1::text[]) and state <> 'erased'",
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The holder of a customer, or undefined where there is none. */
export const customerHolder = async (db: Reading, id: string): Promise<{ id: string; wrap: string } | undefined> =>
  (await customerHolders(db, [id])).get(id);

/** Every customer's holder, 500 a page, by id; the holder of nobody first. */
export async function* holderPages(db: Reading): AsyncGenerator<Array<{ id: string; wrap: string }>> {
  const nobody = await db.query<{ id: string; wrap: string }>("select id, wrap from records.nobody");
  if (nobody.rows.length > 0) yield nobody.rows;
  for (let after = ""; ; ) {
    const { rows } = await db.query<{ id: string; wrap: string }>({
      name: "records-holder-page",
      text: "select id, wrap from records.customer where id > $1 and state <> 'erased' order by id limit 500",
      values: [after],
    });
    if (rows.length === 0) return;
    yield rows;
    after = rows.at(-1)?.id ?? "";
  }
}
