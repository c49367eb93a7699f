/** A key that signs checkpoints: Ed25519, kept as its 32-byte seed. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { keyId, signatureLine, vkeyText } from "@mercusuar/proof";

const PKCS8_SEED = Buffer.from("302e020100300506032b657004220420", "hex");

export class LogKey {
  private readonly privateKey: KeyObject;
  readonly publicKey: Uint8Array;
  readonly origin: string;

  constructor(origin: string, seed: Buffer) {
    this.origin = origin;
    this.privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_SEED, seed]), format: "der", type: "pkcs8" });
    this.publicKey = createPublicKey(this.privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  }

  get vkey(): string {
    return vkeyText(this.origin, this.publicKey);
  }

  /** The signature line of a checkpoint's text. INVARIANT: leaves the process only after its batch is durable. */
  line(text: string): string {
    return signatureLine(this.origin, keyId(this.origin, this.publicKey), sign(null, Buffer.from(text), this.privateKey));
  }
}
