import type { Reading } from "../../platform/database.ts";
import type { Words } from "../../platform/language.ts";
import { type Problem, problem } from "../../platform/problem.ts";
import { certificateOf } from "./certificate.ts";
import type { DestructionParts } from "./parts.ts";
import { customerKey, customersWithKeys, eraseCustomer, type Holdings, holdingsOf, insertDestruction, knownDestructions } from "./store.ts";

/** What two persons have agreed to, as people gives it. */
export interface TwoPersons {
  id: string;
  why: string;
  by: string;
  second: string;
}

export interface Destroyed {
  /** Index of the `key.erase` entry. */
  entry: number;
  key: string;
}

/** @throws Problem `not-found` · `erased` 410 */
export async function livingCustomer(db: Reading, id: string): Promise<{ id: string; wrap: string }> {
  const row = await customerKey(db, id);
  if (row === undefined) throw problem("not-found", WORDS.nobody);
  if (row.state === "erased") throw problem("erased", WORDS.gone, { status: 410 });
  return row;
}

/** What would be destroyed. Changes nothing and asks nobody. */
export async function preview({ db }: Pick<DestructionParts, "db">, customerId: string): Promise<Holdings & { key: string }> {
  const { id, wrap } = await livingCustomer(db, customerId);
  return { key: keyOf(wrap), ...(await holdingsOf(db, id)) };
}

/**
 * Destroys a customer. The key dies first, in the keeper and with its entry; then the database forgets, in one transaction with its own
 * entries. A process that dies between the two goes on at the next start (`finishLeft`): from the first on, nothing opens anyway.
 * @throws Problem `not-found` · `erased` 410 · `another-key` 409 · `too-many-destroyed` 429 · KeeperDown
 */
export async function destroyCustomer(parts: DestructionParts, customerId: string, approved: TwoPersons): Promise<Destroyed> {
  const { id, wrap } = await livingCustomer(parts.db, customerId);
  await parts.ports.settled();
  const { by, second, why, id: approval } = approved;
  const result = await parts.keeper.destroy({ holder: { kind: "customer", id, wrap }, by, second, why, approval });
  if (!result.ok && (result.code !== "erased" || !(await diedBy(parts, result.idx, approval)))) throw refused(result.code);
  const key = result.ok ? result.key : keyOf(wrap);
  const entry = result.idx ?? -1;
  await forgetCustomer(parts, { customerId: id, key, idx: entry, why, approved });
  return { entry, key };
}

/** Against whom: somebody who puts the wrap of a customer long dead into this one's row, so that another's certificate is given for him. */
async function diedBy({ ports }: DestructionParts, idx: number | undefined, approval: string): Promise<boolean> {
  const sources = idx === undefined ? undefined : await ports.sources(idx);
  return sources !== undefined && certificateOf(sources)?.approval === approval;
}

/** The database forgets a customer whose key is dead. Done before: nothing changes. */
async function forgetCustomer(
  parts: DestructionParts,
  { customerId, key, idx, why, approved }: { customerId: string; key: string; idx: number | null; why: string; approved?: TwoPersons },
): Promise<void> {
  const { act, clock, ports } = parts;
  await ports.settled();
  const at = clock.now();
  await act(async (tx, write) => {
    const row = await customerKey(tx, customerId, true);
    const done = row?.state === "erased";
    await ports.end(tx, write, customerId, at);
    await eraseCustomer(tx, customerId);
    await ports.forget(tx, customerId);
    await insertDestruction(tx, { key, customerId, idx, why, doneAt: at });
    if (approved) await ports.spend(tx, approved);
    await write({
      typ: "customer",
      aggregate: `destroyed:${key}`,
      ...(approved ? { act: approved.by } : {}),
      body: { change: done ? "erased-again" : "erased", state: "erased", why },
    });
  });
}

const PAGE = 10_000;

/**
 * Customers of this database whose keys are dead: of a destruction that was cut short, or of a backup that was put back. The journal
 * names the dead, the database is not asked. Gives how many were forgotten now.
 */
export async function finishLeft(parts: DestructionParts): Promise<number> {
  const { db, keeper, derive, clock } = parts;
  if ((await keeper.status()).erased <= (await knownDestructions(db))) return 0;
  let count = 0;
  for (let from = 0; ; from += PAGE) {
    const page = await keeper.erased(from);
    const index = new Map(page.keys.map(({ key, index: at }) => [key, at ?? null]));
    for (const { id, key } of await customersWithKeys(db, [...index.keys()])) {
      await forgetCustomer(parts, { customerId: id, key, idx: index.get(key) ?? null, why: "found" });
      count++;
    }
    // Those whom this database never held, too: so that the next start need not look for them.
    await derive(async (tx) => {
      for (const [key, idx] of index) await insertDestruction(tx, { key, customerId: null, idx, why: "found", doneAt: clock.now() });
    });
    if (from + PAGE >= page.of) return count;
  }
}

const ID_AT = 5;
const keyOf = (wrap: string): string =>
  Buffer.from(wrap, "base64")
    .subarray(ID_AT, ID_AT + 8)
    .toString("hex");

function refused(code: string): Problem {
  if (code === "budget") return problem("too-many-destroyed", WORDS.tooMany, { status: 429 });
  if (code === "erased") return problem("another-key", WORDS.anotherKey, { status: 409 });
  return problem("keeper-fault", WORDS.fault, { status: 500, keeper: code });
}

const WORDS = {
  nobody: { id: "Pelanggan tidak ditemukan.", en: "There is no such customer." },
  gone: { id: "Data pelanggan ini sudah dimusnahkan.", en: "This customer's data are destroyed." },
  tooMany: { id: "Terlalu banyak pemusnahan dalam satu jam. Lanjutkan nanti.", en: "Too many destroyed within an hour. Go on later." },
  anotherKey: {
    id: "Kunci di baris pelanggan ini sudah dimusnahkan oleh keputusan lain: periksa basis data (mercusuar state check), lalu jalankan ulang server.",
    en: "The key in this customer's row died by another decision: check the database (mercusuar state check), then start the server again.",
  },
  fault: { id: "Sistem kunci menolak permintaan ini.", en: "The keeper did not take this call." },
} as const satisfies Record<string, Words>;
