/**
 * The keeper's own list of living key ids. The old KEK dies only when each of them has come through a rotation; the server's word
 * does not count. Made from the journal: a `seal` entry says how many holders got keys and commits to their key ids, which lie beside
 * it in the batch. Where they do not (older journals, an edited batch file) the number alone counts, and nothing is destroyed by mistake.
 */
import { hash } from "node:crypto";
import type { Destructions } from "../limits/destructions.ts";
import { HolderSet, type Known } from "./holder-set.ts";
import { KeyTable } from "./key-table.ts";

const DOMAIN = Buffer.from("mercusuar/key-ids/v1\n");
const ID = 8;
const ID_AT = 5;

/** The key id of a wrap. */
export const keyIdOf = (wrap: Buffer): Buffer => wrap.subarray(ID_AT, ID_AT + ID);

/** What lies beside the entry of a sealing, and what the entry says of it. */
export function keyIdsDetail(epoch: number, ids: readonly Buffer[]): { com: string; detail: Buffer } {
  const detail = Buffer.alloc(4 + ids.length * ID);
  detail.writeUInt32BE(epoch);
  ids.forEach((id, i) => {
    id.copy(detail, 4 + i * ID);
  });
  return { com: commitmentOf(detail), detail };
}

const commitmentOf = (detail: Uint8Array): string => hash("sha256", Buffer.concat([DOMAIN, detail]), "hex");

export class HolderList {
  private readonly dir: string;
  private readonly dead: Pick<Destructions, "has">;
  private set = new HolderSet();
  private table: KeyTable;
  /** Holders whose key ids this journal does not tell. */
  unlisted = 0;
  /** No rotation goes on. */
  private ended = true;

  /** @param dead key ids of destroyed holders, as hex: one list of them for all */
  constructor(dir: string, dead: Pick<Destructions, "has">) {
    this.dir = dir;
    this.dead = dead;
    this.table = new KeyTable(dir, 1);
  }

  /** Living holders, as far as is known. */
  get living(): number {
    return this.set.size + this.unlisted;
  }

  /** Those that are not yet wrapped under the newest KEK. */
  get left(): number {
    return this.set.size - this.set.through + this.unlisted;
  }

  /** Wraps that the key table holds. */
  get through(): number {
    return this.set.through;
  }

  /** Holders got keys under the KEK of that epoch; the function returned takes it back. */
  made(epoch: number, ids: readonly Buffer[]): () => void {
    for (const id of ids) this.set.set(id, { through: epoch >= this.table.epoch, record: -1 });
    return () => {
      for (const id of ids) this.set.delete(id);
    };
  }

  /** The same, from the journal. @param detail what lies beside the entry, or nothing */
  remember(count: number, com: string | undefined, detail: Uint8Array | undefined): void {
    const told = detail !== undefined && detail.length === 4 + count * ID && com === commitmentOf(detail) ? Buffer.from(detail) : undefined;
    if (told === undefined) this.unlisted += count;
    else
      this.made(
        told.readUInt32BE(),
        Array.from({ length: count }, (_, i) => told.subarray(4 + i * ID, 4 + (i + 1) * ID)),
      );
  }

  /** A rotation to this epoch begins: everybody has to come. */
  begin(epoch: number): void {
    if (epoch === this.table.epoch) return;
    const before = this.set;
    this.set = new HolderSet();
    for (const [id] of before.entries()) this.set.set(id, { through: false, record: -1 });
    this.table.close();
    this.table = new KeyTable(this.dir, epoch);
    this.ended = false;
  }

  /**
   * It has ended: who has not come by then is given up.
   * @param came how many had: the journal does not name them, and until the key table does, their number counts
   */
  end(came: number): void {
    for (const [id, { through }] of [...this.set.entries()]) if (!through) this.set.delete(id);
    this.unlisted = Math.max(0, came - this.set.size);
    this.ended = true;
  }

  /**
   * Once the journal has been read: what the key table holds has come through.
   * @param onDamage told of each file that may have lost records, and in how many places
   */
  readTable(onDamage: (file: string, places: number) => void): void {
    const read = (table: KeyTable, through: boolean): void => {
      const damaged = table.open((wrap, record) => {
        const id = keyIdOf(wrap);
        if (!this.isErased(id)) this.found(id, { through, record: through ? record : -1 });
        else if (through) table.erase(record);
      });
      if (damaged > 0) onDamage(table.name, damaged);
    };
    // Those who came through the rotation before this one stand in its table alone, and have to come again.
    const before = new KeyTable(this.dir, this.table.epoch - 1);
    if (!this.ended) read(before, false);
    before.close();
    read(this.table, true);
  }

  /** A key id that only a key table tells was counted by number until now. */
  private found(id: Buffer, known: Known): void {
    if (this.set.get(id) === undefined) this.unlisted = Math.max(0, this.unlisted - 1);
    this.set.set(id, known);
  }

  /** Key tables of epochs before this one: nothing opens what stands in them any more. */
  dropOlder(): void {
    for (let epoch = this.table.epoch - 1; epoch > 0; epoch--) new KeyTable(this.dir, epoch).remove();
  }

  /** The wrap under the newest KEK, where the key table holds it. */
  wrapOf(id: Buffer): Buffer | undefined {
    const record = this.set.get(id)?.record ?? -1;
    return record < 0 ? undefined : this.table.read(record);
  }

  isThrough(id: Buffer): boolean {
    return this.set.get(id)?.through === true;
  }

  isErased(id: Buffer): boolean {
    return this.dead.has(id.toString("hex"));
  }

  /** Keeps wraps under the newest KEK: on disk once this returns. */
  keep(wraps: readonly Buffer[]): void {
    if (wraps.length === 0) return;
    const records = this.table.append(wraps);
    wraps.forEach((wrap, i) => {
      this.found(keyIdOf(wrap), { through: true, record: records[i] ?? -1 });
    });
  }

  /** A holder is destroyed, for the first time: he is counted no more, and the key table forgets his wrap. */
  erase(id: Buffer): void {
    if (!this.forget(id)) this.unlisted = Math.max(0, this.unlisted - 1);
  }

  /**
   * One who is known to be dead from beside the journal is not waited for. Where the journal does not name him nobody is counted off: his
   * seal may have been lost with his end, and the number stands for somebody who lives.
   */
  forget(id: Buffer): boolean {
    const known = this.set.get(id);
    if (known === undefined) return false;
    if (known.record >= 0) this.table.erase(known.record);
    this.set.delete(id);
    return true;
  }
}
