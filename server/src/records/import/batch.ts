import type { RowError } from "../../platform/csv.ts";
import type { Writing } from "../../platform/database.ts";
import { zoneOf } from "../customer-zone.ts";
import { type SealedHolder, sealHolders, type ToSeal } from "../sealing.ts";
import { type CustomerRow, insertCustomers } from "../store.ts";
import { type ChangedCustomer, type Held, heldCustomers, rememberRows, updateCustomers } from "./row-store.ts";
import type { Known, Run, Sorted } from "./sort-batch.ts";

export interface BatchOutcome {
  new: number;
  changed: number;
  same: number;
  faults: RowError[];
}

/**
 * Keeps one batch. INVARIANT: customers and the memory of their rows commit together, so that a run that is killed and started again
 * brings nobody twice and leaves nobody out. Keys of customers whose batch did not commit were never stored: they open nothing.
 */
export async function keepBatch(run: Run, batch: Sorted): Promise<BatchOutcome> {
  const { fresh, changed, same, faults } = batch;
  const counts = { new: fresh.length, changed: changed.length, same: same.length, faults };
  if (run.dryRun) return counts;
  const toSeal = [...fresh.map(({ row, id }): ToSeal => ({ id, values: row.values, version: () => 1 })), ...(await resealed(run, changed))];
  if (toSeal.length === 0) {
    await run.house.derive((tx) => remember(tx, run, batch));
    return counts;
  }
  const { idx, holders } = await sealHolders(run.house, toSeal, { by: run.by, grant: run.grant, source: run.importId });
  await run.house.act.after(idx, (tx) => store(tx, run, batch, idx, holders));
  return counts;
}

/** New values get the next version, so that an old ciphertext cannot pass for the current one. */
async function resealed({ house }: Run, changed: Known[]): Promise<ToSeal[]> {
  if (changed.length === 0) return [];
  const ids = changed.flatMap(({ known }) => known?.customerId ?? []);
  const held = await heldCustomers(house.db, ids);
  return changed.map(({ row, known }) => {
    const customer: Held | undefined = held.get(known?.customerId ?? "");
    if (customer === undefined) throw new Error("a remembered row has no customer: the database was changed behind the program's back");
    return { id: customer.id, wrap: customer.wrap, values: row.values, version: (field) => (customer.sealed[field]?.[0] ?? 0) + 1 };
  });
}

async function store(tx: Writing, run: Run, batch: Sorted, idx: number, holders: SealedHolder[]): Promise<void> {
  const { fresh, changed } = batch;
  const sealed = (at: number): SealedHolder => holders[at] as SealedHolder;
  const plain = ({ row }: Known) => ({ officeId: row.officeId, lastContactOn: row.lastContactOn, zone: zoneOf(row.values) });
  const made = fresh.map((one, at): CustomerRow => ({ ...sealed(at), ...plain(one), marks: [], provenance: one.row.provenance }));
  if (made.length > 0) await insertCustomers(tx, made, { importId: run.importId, at: run.house.clock.now(), idx });
  const mended = changed.map((one, at): ChangedCustomer => ({ ...sealed(fresh.length + at), ...plain(one) }));
  await updateCustomers(tx, mended, run.mapped, run.indexes);
  await remember(tx, run, batch);
}

const remember = (tx: Writing, { importId }: Run, { fresh, changed, same }: Sorted): Promise<void> =>
  rememberRows(
    tx,
    [...fresh, ...changed, ...same].map(({ keyToken, mac, known, id }) => ({
      keyToken,
      customerId: known?.customerId ?? id,
      contentMac: mac,
      importId,
    })),
  );
