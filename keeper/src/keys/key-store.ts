/** Where the secret bytes of keys lie: files of a directory, plain or sealed under a start key that two persons hold together. */
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { bound, openBytes, sealBytes } from "../sealing/aead.ts";
import { overwriteSecret, readSecret, replaceSecret, writeSecret } from "./key-file.ts";
import { numberOfLogKey } from "./log-keys.ts";

const BYTES = 32;
const SUFFIX = ".key";
/** The keeper's own; the server keeps a key of its own beside them. */
const OURS = /^(?:log(?:-\d+)?|mac|(?:kek|index)-\d+|person-\d{4})\.key$/;
/** Public half of a log key whose secret is gone. */
const PUBLIC = /^log(?:-\d+)?\.pub$/;
/** Begins a key file that is sealed under the start key. */
const SEALED = "sealed:v1:";
/** Begins the file of a log key that lies in an SSH agent: its public half follows. */
const IN_AGENT = "agent:v1:";

/** The bytes of a key cannot be had: what the operator is told. */
export class KeyMissing extends Error {}

export class KeyStore {
  readonly dir: string;
  private readonly startKey: Buffer | undefined;

  constructor(dir: string, startKey?: Buffer) {
    this.dir = dir;
    this.startKey = startKey;
  }

  has(name: string): boolean {
    return readSecret(this.dir, name + SUFFIX) !== undefined;
  }

  names(): string[] {
    return readdirSync(this.dir)
      .filter((file) => OURS.test(file))
      .map((file) => file.slice(0, -SUFFIX.length))
      .sort();
  }

  /** Public half of a key that lies in an SSH agent; undefined where it lies here. */
  inAgent(name: string): Buffer | undefined {
    const text = readSecret(this.dir, name + SUFFIX);
    return text?.startsWith(IN_AGENT) ? Buffer.from(text.slice(IN_AGENT.length), "hex") : undefined;
  }

  /** From now on the key of this name is the one of that public half, in an SSH agent. */
  pointToAgent(name: string, half: Uint8Array): void {
    writeSecret(this.dir, name + SUFFIX, IN_AGENT + Buffer.from(half).toString("hex"));
  }

  /** Of a key in an SSH agent its public half. @throws KeyMissing where the file is not there, damaged, or of another place */
  read(name: string): Buffer {
    const elsewhere = this.inAgent(name);
    if (elsewhere?.length === BYTES) return elsewhere;
    const text = readSecret(this.dir, name + SUFFIX) ?? "";
    const key = text.startsWith(SEALED) ? this.unsealed(name, text.slice(SEALED.length)) : Buffer.from(text, "hex");
    if (key?.length !== BYTES) throw new KeyMissing(`the key ${name} in ${this.dir} is missing or damaged: restore it from its copy`);
    return key;
  }

  /** Makes a key, or leaves the one that is there. */
  make(name: string): void {
    if (!this.has(name)) writeSecret(this.dir, name + SUFFIX, this.text(name, randomBytes(BYTES)));
  }

  /**
   * Makes a key that nobody can have laid there before: where the journal does not name it, what lies in its place was never used.
   * @param lives keys that the journal names
   */
  makeUnlessNamed(name: string, lives: ReadonlyMap<string, unknown>): void {
    if (!lives.has(name)) this.destroy(name);
    this.make(name);
  }

  /** Keeps the public half of a log key, for its secret is about to go. */
  keepPublic(name: string, half: string): void {
    writeSecret(this.dir, `${name}.pub`, half);
  }

  /** Public halves of log keys that are gone, the oldest first. */
  publicHalves(): Uint8Array[] {
    const files = readdirSync(this.dir).filter((file) => PUBLIC.test(file) && !this.has(file.slice(0, -".pub".length)));
    const byAge = files.sort((a, b) => numberOfLogKey(a.slice(0, -".pub".length)) - numberOfLogKey(b.slice(0, -".pub".length)));
    return byAge.map((file) => Buffer.from(readSecret(this.dir, file) ?? "", "hex")).filter(({ length }) => length === BYTES);
  }

  /** Writes every key file anew as this store keeps keys, unless it is so already. Ended half-way, it goes on when asked again. */
  rewrite(startKey?: Buffer): void {
    const before = new KeyStore(this.dir, startKey);
    for (const name of this.names())
      if (before.isSealed(name) !== (this.startKey !== undefined) && this.inAgent(name) === undefined)
        replaceSecret(this.dir, name + SUFFIX, this.text(name, before.read(name)));
  }

  private isSealed(name: string): boolean {
    return readSecret(this.dir, name + SUFFIX)?.startsWith(SEALED) === true;
  }

  destroy(name: string): void {
    overwriteSecret(this.dir, name + SUFFIX);
  }

  private text(name: string, key: Buffer): string {
    return this.startKey ? SEALED + sealBytes(this.startKey, key, placeOf(name)).toString("base64") : key.toString("hex");
  }

  private unsealed(name: string, text: string): Buffer | undefined {
    if (this.startKey === undefined)
      throw new KeyMissing(`the key ${name} in ${this.dir} is sealed: two persons start this keeper, each with a passphrase`);
    return openBytes(this.startKey, Buffer.from(text, "base64"), placeOf(name));
  }
}

/** Against whom: one sealed file in the place of another. */
const placeOf = (name: string): Buffer => bound("mercusuar/key-file/v1", name);
