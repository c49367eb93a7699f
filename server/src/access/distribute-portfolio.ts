import { type CsvRow, RowError } from "../platform/csv.ts";
import type { Writing } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { ImportCounts, ImportOptions } from "./import-cases.ts";
import { type CustomerKey, KEY_COLUMNS, type Known, keyOf, known } from "./import-known.ts";
import type { House } from "./parts.ts";
import { sharePrint } from "./prints.ts";

const BATCH = 500;

interface ShareRow extends CustomerKey {
  line: number;
  holder: string;
  standIn: string | undefined;
}

interface Share {
  customer: string;
  officeId: string;
  holder: string;
  standIn: string | undefined;
}

/**
 * Hands customers out (R44): columns `holder` and `stand_in` (logins) and one that names the customer. Each customer has one holder and a
 * stand-in; what changes ends the old share today and begins a new one, so that history stays. One entry a batch. Narrowing counts at
 * once, widening once it is sealed.
 */
export async function distributePortfolio(
  house: House,
  rows: AsyncIterable<CsvRow>,
  options: ImportOptions,
): Promise<ImportCounts & { changed: number }> {
  const counts = { rows: 0, new: 0, changed: 0, same: 0, bad: 0 };
  let batch: ShareRow[] = [];
  for await (const row of rows) {
    counts.rows += 1;
    options.onRow?.(row.line);
    const read = row.fault ?? readShare(row);
    if (read instanceof RowError) {
      counts.bad += 1;
      await options.onBad(read);
    } else batch.push(read);
    if (batch.length >= BATCH) batch = await keep(house, batch, options, counts);
  }
  if (batch.length > 0) await keep(house, batch, options, counts);
  return counts;
}

function readShare({ line, row }: CsvRow): ShareRow | RowError {
  const key = keyOf(row);
  if (key === undefined)
    return new RowError(line, KEY_COLUMNS.join(", "), "no customer named", `one of the columns ${KEY_COLUMNS.join(", ")}`);
  if (!row.holder) return new RowError(line, "holder", "empty", "the login of the one who holds this customer");
  if (row.stand_in === row.holder) return new RowError(line, "stand_in", "the same person as the holder", "another login, or empty");
  return { ...key, line, holder: row.holder, standIn: row.stand_in || undefined };
}

async function keep(
  house: House,
  rows: ShareRow[],
  options: ImportOptions,
  counts: ImportCounts & { changed: number },
): Promise<ShareRow[]> {
  const facts = await known(
    house,
    rows,
    rows.flatMap(({ holder, standIn }) => (standIn ? [holder, standIn] : [holder])),
    [],
    options.system ?? "",
  );
  const shares = new Map<string, Share>();
  for (const row of rows) {
    const fault = faultOf(row, facts, shares);
    if (fault === undefined) continue;
    counts.bad += 1;
    await options.onBad(fault);
  }
  const diff = await diffOf(house, [...shares.values()]);
  counts.same += shares.size - diff.fresh.length - diff.moved.length;
  counts.new += diff.fresh.length;
  counts.changed += diff.moved.length;
  if (!options.dryRun && diff.fresh.length + diff.moved.length > 0) await store(house, [...diff.fresh, ...diff.moved], diff.moved, options);
  return [];
}

function faultOf(row: ShareRow, facts: Known, shares: Map<string, Share>): RowError | undefined {
  const [customer, holder, standIn] = [facts.customer(row), facts.person(row.holder), row.standIn ? facts.person(row.standIn) : undefined];
  if (customer === undefined) return new RowError(row.line, row.column, "no such customer", "a customer who was imported before");
  if (holder === undefined) return new RowError(row.line, "holder", "no such person", "a login of the roster");
  if (row.standIn && standIn === undefined) return new RowError(row.line, "stand_in", "no such person", "a login of the roster");
  if (shares.has(customer.id)) return new RowError(row.line, row.column, "this customer stands twice in the file", "one holder a customer");
  shares.set(customer.id, { customer: customer.id, officeId: customer.officeId, holder, standIn });
  return undefined;
}

async function diffOf(house: House, shares: Share[]): Promise<{ fresh: Share[]; moved: Share[] }> {
  const { rows } = await house.db.query<{ customer: string; holder: string; stand_in: string | null }>(
    "select customer_id as customer, holder_id as holder, stand_in_id as stand_in from access.portfolio where until_at is null and customer_id = any ($1)",
    [shares.map(({ customer }) => customer)],
  );
  const now = new Map(rows.map((row) => [row.customer, row]));
  const moved = shares.filter(({ customer, holder, standIn }) => {
    const share = now.get(customer);
    return share !== undefined && (share.holder !== holder || (share.stand_in ?? undefined) !== standIn);
  });
  return { fresh: shares.filter(({ customer }) => !now.has(customer)), moved };
}

function store(house: House, shares: Share[], moved: Share[], { source, by }: ImportOptions): Promise<void> {
  const [now, list] = [house.clock.now(), newId("import")];
  return house.act(
    async (tx, write) => {
      if (moved.length > 0)
        await tx.query("update access.portfolio set until_at = $1 where until_at is null and customer_id = any ($2)", [
          now,
          moved.map(({ customer }) => customer),
        ]);
      const ids = await insertShares(tx, shares, now);
      await write({
        typ: "portfolio",
        aggregate: `import:${source}`,
        ...(by ? { act: by } : {}),
        body: {
          change: "distributed",
          list,
          from: now.toISOString(),
          count: shares.length,
          kind: source.slice(0, 100),
          prints: shares.map((share, at) => sharePrint({ ...share, id: ids[at] ?? "", from: now })),
        },
        marks: ids.map((id) => ({ table: "access.portfolio" as const, id })),
      });
    },
    { wait: false },
  );
}

async function insertShares(tx: Writing, shares: Share[], now: Date): Promise<string[]> {
  const ids = shares.map(() => newId("share"));
  await tx.query(
    `insert into access.portfolio (id, customer_id, holder_id, stand_in_id, office_id, from_at)
     select i, c, h, s, o, $6 from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as r (i, c, h, s, o)`,
    [
      ids,
      shares.map(({ customer }) => customer),
      shares.map(({ holder }) => holder),
      shares.map(({ standIn }) => standIn ?? null),
      shares.map(({ officeId }) => officeId),
      now,
    ],
  );
  return ids;
}
