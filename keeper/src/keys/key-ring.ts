/** All keys of one log, from a directory beside its data. Made once, at the first start; never again in silence. */
import { createHmac, randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { overwriteSecret, privateDirectory, readSecret, removeSecret, writeSecret } from "./key-file.ts";
import { LogKey } from "./log-key.ts";

/** Stands in the key directory until the first batch is durable: a start that was interrupted may go on. */
const UNFINISHED = "unfinished";
const FIRST = ["log", "kek-1", "index-1", "mac"] as const;
const BYTES = 32;

export interface KeyMade {
  key: string;
  fp: string;
}

/** Names of the two keys of an epoch: they live and die together, or tokens of the destroyed in old dumps would stay guessable. */
export const keysOfEpoch = (epoch: number): [kek: string, index: string] => [`kek-${epoch}`, `index-${epoch}`];

export class KeyRing {
  readonly log: LogKey;
  private readonly dir: string;
  private readonly keys = new Map<string, Buffer>();
  private living: readonly number[] = [1];
  /** Told of each key made after the start, so that it gets its entry. */
  onMade: (made: KeyMade) => void = () => {};

  private constructor(dir: string, origin: string) {
    this.dir = dir;
    this.log = new LogKey(origin, this.get("log"));
  }

  /** Opens the keys of a log, or makes them where neither journal nor keys exist. */
  static open(dir: string, journalExists: boolean, simulated: boolean): KeyRing {
    privateDirectory(dir);
    const fresh = readSecret(dir, "origin") === undefined || readSecret(dir, UNFINISHED) !== undefined;
    if (fresh && journalExists && readSecret(dir, UNFINISHED) === undefined)
      throw new Error(
        `the journal exists but its keys are not in ${dir}: restore them from their copy, or name the right directory with --keys`,
      );
    if (!fresh && !journalExists)
      throw new Error(
        `${dir} holds the keys of a log whose journal is not here: restore the journal, or name another directory with --keys`,
      );
    if (fresh && !journalExists) make(dir, simulated);
    const origin = readSecret(dir, "origin") ?? "";
    if (origin.includes("simulated") !== simulated)
      throw new Error(
        simulated
          ? "this log is real: start it without --simulated"
          : "this log is simulated: start it with --simulated, or name another --data and --keys",
      );
    return new KeyRing(dir, origin);
  }

  get origin(): string {
    return this.log.origin;
  }

  /** The epoch that new holders and tokens belong to. */
  get epoch(): number {
    return this.living[0] ?? 1;
  }

  /** All whose keys are alive, newest first: more than one while a rotation goes on. */
  get epochs(): readonly number[] {
    return this.living;
  }

  /** From now on these, newest first. */
  live(epochs: readonly number[]): void {
    this.living = epochs;
  }

  get directory(): string {
    return this.dir;
  }

  /** The first batch is durable. */
  settled(): void {
    removeSecret(this.dir, UNFINISHED);
  }

  /** Bytes of a key by name: `kek-1`, `index-1`, `mac`. */
  get(name: string): Buffer {
    const key = this.keys.get(name) ?? read(this.dir, name);
    this.keys.set(name, key);
    return key;
  }

  has(name: string): boolean {
    return this.keys.has(name) || readSecret(this.dir, `${name}.key`) !== undefined;
  }

  /** Makes the keys of an epoch, or finds those of a rotation that never began. They seal nothing before its entry stands. */
  makeEpoch(epoch: number): KeyMade[] {
    return keysOfEpoch(epoch).map((key) => {
      if (!this.has(key)) writeSecret(this.dir, `${key}.key`, randomBytes(BYTES).toString("hex"));
      return { key, fp: this.fingerprint(key) };
    });
  }

  /** Names of KEKs and index keys on disk that belong to epochs before this one. */
  older(epoch: number): string[] {
    return readdirSync(this.dir)
      .map((file) => file.replace(/\.key$/, ""))
      .filter((name) => Number(/^(?:kek|index)-(\d+)$/.exec(name)?.[1] ?? epoch) < epoch)
      .sort();
  }

  /** INVARIANT: only after the entry that says so is durable. */
  destroy(name: string): void {
    this.keys.get(name)?.fill(0);
    this.keys.delete(name);
    overwriteSecret(this.dir, `${name}.key`);
  }

  /** Key of a year's staff pseudonyms; made in the year's first use, which leaves its entry. */
  person(year: string): Buffer {
    const name = `person-${year}`;
    if (!this.has(name)) {
      writeSecret(this.dir, `${name}.key`, randomBytes(BYTES).toString("hex"));
      this.onMade({ key: name, fp: this.fingerprint(name) });
    }
    return this.get(name);
  }

  /** Says which key it was without telling anything about it. */
  fingerprint(name: string): string {
    return createHmac("sha256", this.get(name)).update("mercusuar/fingerprint/v1").digest("hex").slice(0, 32);
  }

  firstKeys(): KeyMade[] {
    return FIRST.map((key) => ({ key, fp: this.fingerprint(key) }));
  }

  /** Refuses a key directory from which a key of this log is gone, or where another stands in its place. */
  check(made: Iterable<KeyMade>): void {
    for (const { key, fp } of made)
      if (!this.has(key) || this.fingerprint(key) !== fp)
        throw new Error(`the key ${key} in ${this.dir} is missing or another one: restore it from its copy`);
  }
}

function make(dir: string, simulated: boolean): void {
  if (readSecret(dir, UNFINISHED) === undefined) writeSecret(dir, UNFINISHED, "the first start has not ended");
  for (const name of FIRST)
    if (readSecret(dir, `${name}.key`) === undefined) writeSecret(dir, `${name}.key`, randomBytes(BYTES).toString("hex"));
  const label = randomBytes(8).toString("hex");
  writeSecret(dir, "origin", `mercusuar-log/${simulated ? "simulated-" : ""}${label}`);
}

function read(dir: string, name: string): Buffer {
  const key = Buffer.from(readSecret(dir, `${name}.key`) ?? "", "hex");
  if (key.length !== BYTES) throw new Error(`the key ${name} in ${dir} is missing or damaged: restore it from its copy`);
  return key;
}
