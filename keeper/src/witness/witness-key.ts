/** A witness's own key, made at its first start and never again in silence. */
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";
import { readdirSync } from "node:fs";
import { cosignatureLine, cosignedMessage, cosignerVkeyText } from "@mercusuar/proof";
import { privateDirectory, readSecret, writeSecret } from "../keys/key-file.ts";

const PKCS8_SEED = Buffer.from("302e020100300506032b657004220420", "hex");
const KEY = "witness.key";
const NAME = "name";
const MOST_NAME = 200;

export class WitnessKey {
  readonly name: string;
  private readonly privateKey: KeyObject;
  private readonly publicKey: Uint8Array;

  private constructor(name: string, seed: Buffer) {
    this.name = name;
    this.privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_SEED, seed]), format: "der", type: "pkcs8" });
    this.publicKey = createPublicKey(this.privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  }

  /**
   * Opens the key in this directory, or makes it in an empty one.
   * @param name wanted at the first start; a later one may only repeat it
   */
  static open(dir: string, name?: string): WitnessKey {
    privateDirectory(dir);
    if (name !== undefined && !isName(name))
      throw new Error(`--name: ${MOST_NAME} characters at most, without spaces, plus signs and control characters`);
    const known = readSecret(dir, NAME);
    if (known === undefined) return make(dir, name ?? `mercusuar-witness/${randomBytes(4).toString("hex")}`);
    if (name !== undefined && name !== known)
      throw new Error(`--name: this witness is ${known}, and others know it by that name: leave --name out, or name another --data`);
    const seed = Buffer.from(readSecret(dir, KEY) ?? "", "hex");
    if (seed.length !== 32) throw new Error(`${KEY} in ${dir} is missing or damaged: begin a new witness in another --data`);
    return new WitnessKey(known, seed);
  }

  static of(name: string, seed: Buffer): WitnessKey {
    return new WitnessKey(name, seed);
  }

  /** What goes into a trust policy. */
  get vkey(): string {
    return cosignerVkeyText(this.name, this.publicKey);
  }

  /** INVARIANT: leaves the process only after the checkpoint is on disk. @param time seconds since 1970 */
  cosign(text: string, time: number): string {
    return cosignatureLine(this.name, this.publicKey, time, sign(null, cosignedMessage(text, time), this.privateKey));
  }
}

/** The name comes last: a first start that was killed begins again. */
function make(dir: string, name: string): WitnessKey {
  const strange = readdirSync(dir).filter((file) => file !== KEY && !file.endsWith(".tmp"));
  if (strange.length > 0)
    throw new Error(`${dir} is not empty and holds no witness (${strange[0]} lies in it): name a directory of its own with --data`);
  const seed = randomBytes(32);
  writeSecret(dir, KEY, seed.toString("hex"));
  writeSecret(dir, NAME, name);
  return WitnessKey.of(name, seed);
}

function isName(text: string): boolean {
  return text.length <= MOST_NAME && /^[^+\s]+$/u.test(text) && !/\p{Cc}/u.test(text);
}
