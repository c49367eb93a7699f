import { RowError } from "../../platform/csv.ts";
import { newId } from "../../platform/ids.ts";
import type { House } from "../parts.ts";
import { sealHolders, type ToSeal } from "../sealing.ts";
import { type CustomerRow, insertCustomers } from "../store.ts";
import { keyTokenOf, macOf } from "./key-token.ts";
import type { ImportRow } from "./row.ts";
import { type ChangedCustomer, heldCustomers, type KnownRow, knownRows, rememberRows, updateCustomers } from "./row-store.ts";

/** What one import run keeps in mind for all its batches. */
export interface Run {
  house: House;
  importId: string;
  by: string;
  system: string;
  grant: string | undefined;
  dryRun: boolean;
  /** Field ids of the mapping, and the index kinds that hang on them. */
  mapped: string[];
  indexes: string[];
}

export interface BatchOutcome {
  new: number;
  changed: number;
  same: number;
  faults: RowError[];
}

/** A row with what is remembered of it. */
interface Sorted {
  row: ImportRow;
  keyToken: string;
  mac: string;
  known?: KnownRow | undefined;
}

/**
 * Keeps one batch. INVARIANT: customers and the memory of their rows commit together, so that a run that is killed and started again
 * brings nobody twice and leaves nobody out. Keys of customers whose batch did not commit were never stored: they open nothing.
 */
export async function keepBatch(run: Run, rows: ImportRow[]): Promise<BatchOutcome> {
  const { fresh, changed, same, faults } = await sorted(run, rows);
  const counts = { new: fresh.length, changed: changed.length, same: same.length, faults };
  if (run.dryRun) return counts;
  const held =
    changed.length > 0
      ? await heldCustomers(
          run.house.db,
          changed.map(({ known }) => known?.customerId ?? ""),
        )
      : new Map();
  const toSeal = [
    ...fresh.map(({ row }): ToSeal => ({ id: newId("cus"), values: row.values, version: () => 1 })),
    ...changed.map((one) => resealed(one, held)),
  ];
  if (toSeal.length === 0) {
    if (same.length > 0)
      await run.house.derive((tx) =>
        rememberRows(
          tx,
          same.map((one) => remembered(run, one, one.known?.customerId ?? "")),
        ),
      );
    return counts;
  }
  const { idx, holders } = await sealHolders(run.house, toSeal, { by: run.by, grant: run.grant, source: run.importId });
  const now = run.house.clock.now();
  await run.house.act.after(idx, async (tx) => {
    const made = fresh.map(
      ({ row }, at): CustomerRow => ({
        ...(holders[at] as (typeof holders)[number]),
        officeId: row.officeId,
        marks: [],
        provenance: row.provenance,
        lastContactOn: row.lastContactOn,
      }),
    );
    if (made.length > 0) await insertCustomers(tx, made, { importId: run.importId, at: now, idx });
    const mended = changed.map(
      ({ row }, at): ChangedCustomer => ({
        ...(holders[fresh.length + at] as (typeof holders)[number]),
        officeId: row.officeId,
        lastContactOn: row.lastContactOn,
      }),
    );
    await updateCustomers(tx, mended, run.mapped, run.indexes);
    await rememberRows(tx, [
      ...fresh.map((one, at) => remembered(run, one, made[at]?.id ?? "")),
      ...[...changed, ...same].map((one) => remembered(run, one, one.known?.customerId ?? "")),
    ]);
  });
  return counts;
}

const remembered = ({ importId }: Run, { keyToken, mac }: Sorted, customerId: string): KnownRow => ({
  keyToken,
  customerId,
  contentMac: mac,
  importId,
});

/** New values get the next version, so that an old ciphertext cannot pass for the current one. */
function resealed({ row, known }: Sorted, held: Awaited<ReturnType<typeof heldCustomers>>): ToSeal {
  const customer = held.get(known?.customerId ?? "");
  if (customer === undefined) throw new Error("a remembered row has no customer: the database was changed behind the program's back");
  return { id: customer.id, wrap: customer.wrap, values: row.values, version: (field) => (customer.sealed[field]?.[0] ?? 0) + 1 };
}

async function sorted(run: Run, rows: ImportRow[]) {
  const all = rows.map((row): Sorted => ({ row, keyToken: keyTokenOf(run.house, run.system, row.key), mac: contentMac(run, row) }));
  const known = await knownRows(
    run.house.db,
    all.map(({ keyToken }) => keyToken),
  );
  const [fresh, changed, same]: [Sorted[], Sorted[], Sorted[]] = [[], [], []];
  const faults: RowError[] = [];
  const seen = new Map<string, number>();
  for (const one of all) {
    one.known = known.get(one.keyToken);
    const earlier = seen.get(one.keyToken) ?? (one.known?.importId === run.importId ? 0 : undefined);
    if (earlier !== undefined) {
      faults.push(
        new RowError(
          one.row.line,
          "key",
          earlier ? `the same key as row ${earlier}` : "the same key as an earlier row",
          "each key once; the first row with it was taken",
        ),
      );
      continue;
    }
    seen.set(one.keyToken, one.row.line);
    if (one.known === undefined) fresh.push(one);
    else if (one.known.contentMac === one.mac) same.push(one);
    else changed.push(one);
  }
  return { fresh, changed, same, faults };
}

const contentMac = (run: Run, { key, values, officeId, provenance, lastContactOn }: ImportRow): string =>
  macOf(
    run.house,
    "content",
    JSON.stringify([key, values, officeId, provenance.channel, provenance.collectedOn ?? "", lastContactOn ?? ""]),
  );
