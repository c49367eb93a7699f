/** All keys of one log, from a directory beside its data. Made once, at the first start; never again in silence. */
import { createHmac, randomBytes } from "node:crypto";
import { DOMAIN } from "../journal/leave-halt.ts";
import { privateDirectory, readSecret, removeSecret, writeSecret } from "./key-file.ts";
import type { KeyStore } from "./key-store.ts";
import { FIRST_LOG_KEY } from "./log-keys.ts";
import { LogRing } from "./log-ring.ts";

/** Stands in the key directory until the first batch is durable: a start that was interrupted may go on. */
const UNFINISHED = "unfinished";
const FIRST = [FIRST_LOG_KEY, "kek-1", "index-1", "mac"] as const;

export interface KeyMade {
  key: string;
  fp: string;
}

/** Names of the two keys of an epoch: they live and die together, or tokens of the destroyed in old dumps would stay guessable. */
export const keysOfEpoch = (epoch: number): [kek: string, index: string] => [`kek-${epoch}`, `index-${epoch}`];

export class KeyRing {
  /** Those that sign the journal. */
  readonly logs: LogRing;
  private readonly store: KeyStore;
  private readonly keys = new Map<string, Buffer>();
  private living: readonly number[] = [1];
  /** Told of each key made after the start, so that it gets its entry. */
  onMade: (made: KeyMade) => void = () => {};

  private constructor(store: KeyStore, origin: string) {
    this.store = store;
    this.logs = new LogRing(store, origin);
  }

  /** Opens the keys of a log, or makes them where neither journal nor keys exist. */
  static open(store: KeyStore, journalExists: boolean, simulated: boolean): KeyRing {
    const { dir } = store;
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
    if (fresh && !journalExists) make(store, simulated);
    const origin = readSecret(dir, "origin") ?? "";
    if (origin.includes("simulated") !== simulated)
      throw new Error(
        simulated
          ? "this log is real: start it without --simulated"
          : "this log is simulated: start it with --simulated, or name another --data and --keys",
      );
    return new KeyRing(store, origin);
  }

  get origin(): string {
    return this.logs.current.origin;
  }

  /** Under which everything is sealed: the first origin, also where the log was left once and has another name since. */
  get domain(): string {
    return readSecret(this.store.dir, DOMAIN) ?? this.origin;
  }

  /** Epochs whose KEK lies there, oldest first. */
  epochsOnDisk(): number[] {
    return this.store
      .names()
      .flatMap((name) => /^kek-(\d+)$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** Keys of years' staff pseudonyms that are there. */
  personNames(): string[] {
    return this.store.names().filter((name) => name.startsWith("person-"));
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
    return this.store.dir;
  }

  /** The first batch is durable. */
  settled(): void {
    removeSecret(this.store.dir, UNFINISHED);
  }

  /** Bytes of a key by name: `kek-1`, `index-1`, `mac`. */
  get(name: string): Buffer {
    const key = this.keys.get(name) ?? this.store.read(name);
    this.keys.set(name, key);
    return key;
  }

  has(name: string): boolean {
    return this.keys.has(name) || this.store.has(name);
  }

  /** Makes the keys of an epoch. They seal nothing before its entry stands. @param lives keys that the journal names */
  makeEpoch(epoch: number, lives: ReadonlyMap<string, unknown>): KeyMade[] {
    return keysOfEpoch(epoch).map((key) => {
      this.store.makeUnlessNamed(key, lives);
      return { key, fp: this.fingerprint(key) };
    });
  }

  /** Names of KEKs and index keys on disk that belong to epochs before this one. */
  older(epoch: number): string[] {
    return this.store.names().filter((name) => Number(/^(?:kek|index)-(\d+)$/.exec(name)?.[1] ?? epoch) < epoch);
  }

  /** Of a KEK or an index key; log keys end through `logs`. INVARIANT: only after the entry that says so is durable. */
  destroyEpochKey(name: string): void {
    this.keys.get(name)?.fill(0);
    this.keys.delete(name);
    this.store.destroy(name);
  }

  /** Key of a year's staff pseudonyms; made in the year's first use, which leaves its entry. */
  person(year: string): Buffer {
    const name = `person-${year}`;
    if (!this.has(name)) {
      this.store.make(name);
      this.onMade({ key: name, fp: this.fingerprint(name) });
    }
    return this.get(name);
  }

  /** Says which key it was without telling anything about it. */
  fingerprint(name: string): string {
    const key = this.keys.get(name) ?? this.store.read(name);
    return createHmac("sha256", key).update("mercusuar/fingerprint/v1").digest("hex").slice(0, 32);
  }

  firstKeys(): KeyMade[] {
    return FIRST.map((key) => ({ key, fp: this.fingerprint(key) }));
  }

  /** Refuses a key directory from which a key of this log is gone, or where another stands in its place. */
  check(made: Iterable<KeyMade>): void {
    for (const { key, fp } of made)
      if (!this.has(key) || this.fingerprint(key) !== fp)
        throw new Error(`the key ${key} in ${this.directory} is missing or another one: restore it from its copy`);
  }
}

function make(store: KeyStore, simulated: boolean): void {
  const { dir } = store;
  if (readSecret(dir, UNFINISHED) === undefined) writeSecret(dir, UNFINISHED, "the first start has not ended");
  for (const name of FIRST) store.make(name);
  const label = randomBytes(8).toString("hex");
  writeSecret(dir, "origin", `mercusuar-log/${simulated ? "simulated-" : ""}${label}`);
}
