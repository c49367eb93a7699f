/** Key ids of holders, 8 random bytes each, in flat memory: millions of them lie here while the keeper runs. */

const FIRST = 1024;
const LISTED = 1;
const THROUGH = 2;
const USED = 4;

/** What is known of one key id. */
export interface Known {
  /** Wrapped under the newest KEK. */
  through: boolean;
  /** Where its wrap stands in the key table; -1 where it does not. */
  record: number;
}

/** Open addressing: a key id is random, so that it is its own hash. */
export class HolderSet {
  /** Key ids that are listed. */
  size = 0;
  /** Of them, wrapped under the newest KEK. */
  through = 0;
  private used = 0;
  private ids = new Int32Array(FIRST * 2);
  private marks = new Uint8Array(FIRST);
  private records = new Int32Array(FIRST).fill(-1);

  get(id: Buffer): Known | undefined {
    const at = this.find(id);
    const mark = this.marks[at] ?? 0;
    return (mark & LISTED) === 0 ? undefined : { through: (mark & THROUGH) !== 0, record: this.records[at] ?? -1 };
  }

  /** Lists it, or tells more of one that is listed. */
  set(id: Buffer, { through, record }: Known): void {
    if ((this.used + 1) * 2 > this.marks.length) this.grow();
    const at = this.find(id);
    const mark = this.marks[at] ?? 0;
    if (mark === 0) this.used++;
    if ((mark & LISTED) === 0) this.size++;
    this.through += Number(through) - Number((mark & THROUGH) !== 0);
    this.ids[at * 2] = id.readInt32BE(0);
    this.ids[at * 2 + 1] = id.readInt32BE(4);
    this.marks[at] = USED | LISTED | (through ? THROUGH : 0);
    this.records[at] = record;
  }

  delete(id: Buffer): void {
    const at = this.find(id);
    const mark = this.marks[at] ?? 0;
    if ((mark & LISTED) === 0) return;
    this.size--;
    if ((mark & THROUGH) !== 0) this.through--;
    // Its place stays taken, or whoever was put behind it would not be found any more.
    this.marks[at] = USED;
  }

  *entries(): Generator<[id: Buffer, known: Known]> {
    for (let at = 0; at < this.marks.length; at++) {
      const mark = this.marks[at] ?? 0;
      if ((mark & LISTED) !== 0) yield [this.idAt(at), { through: (mark & THROUGH) !== 0, record: this.records[at] ?? -1 }];
    }
  }

  private idAt(at: number): Buffer {
    const id = Buffer.alloc(8);
    id.writeInt32BE(this.ids[at * 2] ?? 0, 0);
    id.writeInt32BE(this.ids[at * 2 + 1] ?? 0, 4);
    return id;
  }

  /** Its place, or the free one where it would go. */
  private find(id: Buffer): number {
    const high = id.readInt32BE(0);
    const low = id.readInt32BE(4);
    const most = this.marks.length - 1;
    for (let at = low & most; ; at = (at + 1) & most)
      if (this.marks[at] === 0 || (this.ids[at * 2] === high && this.ids[at * 2 + 1] === low)) return at;
  }

  private grow(): void {
    const kept = [...this.entries()];
    const places = Math.max(FIRST, 2 ** Math.ceil(Math.log2((kept.length + 1) * 4)));
    this.ids = new Int32Array(places * 2);
    this.marks = new Uint8Array(places);
    this.records = new Int32Array(places).fill(-1);
    this.size = 0;
    this.through = 0;
    this.used = 0;
    for (const [id, known] of kept) this.set(id, known);
  }
}
