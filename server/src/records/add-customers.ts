import { newId } from "../platform/ids.ts";
import { problem } from "../platform/problem.ts";
import { refreshStatistics } from "../platform/statistics.ts";
import { parseField } from "./catalogue.ts";
import { zoneOf } from "./customer-zone.ts";
import type { House } from "./parts.ts";
import { indexesOf, sealHolders } from "./sealing.ts";
import { type CustomerRow, GROWING, insertCustomers, type Provenance } from "./store.ts";

/** A customer who comes in. */
export interface NewCustomer {
  /** Drawn where absent. */
  id?: string;
  officeId: string;
  /** Texts by field id, as they came; each is read by its field's type. */
  values: Record<string, string>;
  /** INVARIANT: nobody is kept of whom we cannot say where the data comes from (R83). */
  provenance: Provenance;
  marks?: string[];
  /** A record that nobody has cause to open; known to the keeper alone. */
  honey?: boolean;
  /** YYYY-MM-DD */
  lastContactOn?: string;
}

export interface AddHow {
  /** Who brings them in: a person id, or `operator`. */
  by: string;
  /** The second person behind the import grant. Absent: the same one, which only assurance 0 accepts. */
  second?: string;
  source: string;
  importId?: string;
  onProgress?: (done: number) => void;
}

const BATCH = 500;
/** Long enough for a million customers, short enough that nobody finds it lying about next week. */
const GRANT_HOURS = 12;

/**
 * Seals and keeps customers, 500 an entry. Gives their ids in the order given.
 * @throws Problem `no-provenance`, `bad-value` (before anything is sealed), `grant`; KeeperDown
 */
export async function addCustomers(house: House, customers: NewCustomer[], how: AddHow): Promise<string[]> {
  const ready = customers.map((customer, at) => checked(house, customer, at));
  const tokens = ready.reduce((sum, { values }) => sum + indexesOf(house, values).length, 0);
  // One customer at a counter is no import: his tokens count as a search.
  const grant = tokens > 0 && ready.length > 1 ? await importGrant(house, how, tokens) : undefined;
  const seal = (at: number): Promise<SealedBatch> => {
    const sealed = sealBatch(house, ready.slice(at, at + BATCH), how, grant);
    sealed.catch(() => undefined);
    return sealed;
  };
  // The keeper seals the next batch while the database stores this one.
  let next = seal(0);
  for (let at = 0; at < ready.length; at += BATCH) {
    const { idx, rows } = await next;
    if (at + BATCH < ready.length) next = seal(at + BATCH);
    await house.act.after(idx, (tx) => insertCustomers(tx, rows, { importId: how.importId, at: house.clock.now(), idx }));
    how.onProgress?.(Math.min(at + BATCH, ready.length));
  }
  await refreshStatistics(house.db, GROWING, ready.length);
  return ready.map(({ id }) => id);
}

type Ready = NewCustomer & { id: string };

function checked(house: House, customer: NewCustomer, at: number): Ready {
  const { channel, source } = customer.provenance ?? {};
  if (!channel?.trim() || !source?.trim()) throw noProvenance(at);
  const values: Record<string, string> = {};
  for (const [id, text] of Object.entries(customer.values)) {
    if (text.trim() === "") continue;
    const field = house.fields.find((one) => one.id === id);
    const parsed = field ? parseField(field, text) : { ok: false as const, what: "no such field", expected: "a field of the catalogue" };
    if (!parsed.ok) throw badValue(at, id, parsed.what, parsed.expected);
    values[id] = parsed.value;
  }
  return { ...customer, id: customer.id ?? newId("cus"), values };
}

interface SealedBatch {
  /** The entry of the sealing. */
  idx: number;
  rows: CustomerRow[];
}

async function sealBatch(house: House, batch: Ready[], how: AddHow, grant: string | undefined): Promise<SealedBatch> {
  const toSeal = batch.map(({ id, values, honey }) => ({ id, values, version: () => 1, ...(honey ? { honey } : {}) }));
  const { idx, holders } = await sealHolders(house, toSeal, { by: how.by, grant, source: how.importId ?? how.source });
  const rows = batch.map(({ officeId, marks = [], provenance, lastContactOn, values }, at): CustomerRow => {
    const { id, wrap, sealed, tokens } = holders[at] as (typeof holders)[number];
    return { id, wrap, sealed, tokens, officeId, marks, provenance, lastContactOn, zone: zoneOf(values) };
  });
  return { idx, rows };
}

/** Asks the keeper for leave to make this many index tokens. @throws Problem `grant` */
export async function importGrant(
  house: House,
  { by, second, source }: Pick<AddHow, "by" | "second" | "source">,
  max: number,
): Promise<string> {
  const until = new Date(house.clock.now().getTime() + GRANT_HOURS * 3_600_000).toISOString();
  const granted = await house.keeper.grant({ by, second: second ?? by, max, until, source: source.slice(0, 200) });
  if (granted.ok) return granted.grant;
  const title = { id: "Izin impor ditolak.", en: "The import grant was refused." };
  throw problem("grant", title, { status: 409, detail: { id: granted.detail, en: granted.detail } });
}

const noProvenance = (at: number) =>
  problem(
    "no-provenance",
    { id: "Asal data belum disebut.", en: "Where the data comes from is not stated." },
    {
      status: 422,
      row: at,
      detail: { id: "Sebutkan saluran dan sumber.", en: "State channel and source." },
    },
  );

const badValue = (at: number, field: string, what: string, expected: string) =>
  problem(
    "bad-value",
    { id: "Ada isian yang tidak sah.", en: "A value does not fit its field." },
    {
      status: 422,
      row: at,
      field,
      what,
      expected,
      detail: { id: `${field}: ${what}; seharusnya ${expected}`, en: `${field}: ${what}; expected ${expected}` },
    },
  );
