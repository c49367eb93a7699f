/** A key that signs checkpoints: Ed25519, kept here as its 32-byte seed, or by somebody else who signs for us. */
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { keyId, signatureLine, vkeyText } from "@mercusuar/proof";

const PKCS8_SEED = Buffer.from("302e020100300506032b657004220420", "hex");

/** Whatever signs with one Ed25519 key. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. @throws Error where it cannot sign now: nothing is lost by asking again */
  sign(data: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

export function signerOf(seed: Buffer): { publicKey: Uint8Array; sign(data: Uint8Array): Uint8Array } {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_SEED, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32);
  return { publicKey, sign: (data) => sign(null, data, privateKey) };
}

export class LogKey {
  readonly origin: string;
  readonly vkey: string;
  private readonly signer: Signer;
  private readonly id: Uint8Array;

  constructor(origin: string, signer: Signer) {
    this.origin = origin;
    this.signer = signer;
    this.id = keyId(origin, signer.publicKey);
    this.vkey = vkeyText(origin, signer.publicKey);
  }

  get publicKey(): Uint8Array {
    return this.signer.publicKey;
  }

  /** The signature line of a checkpoint's text. INVARIANT: leaves the process only after its batch is durable. */
  async line(text: string): Promise<string> {
    return signatureLine(this.origin, this.id, await this.signer.sign(Buffer.from(text)));
  }
}
