/** Ed25519 (RFC 8032), checked by Node where it is there, else by WebCrypto. */

/** Whether `signature` (64 bytes) is good for `data` under the key (32 bytes). False, never an error, for another length. */
export async function ed25519Fits(publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const node = globalThis.process?.getBuiltinModule?.("node:crypto");
  if (node !== undefined) {
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), publicKey]);
    return node.verify(null, data, node.createPublicKey({ key: der, format: "der", type: "spki" }), signature);
  }
  const imported = await crypto.subtle.importKey("raw", Uint8Array.from(publicKey), { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, Uint8Array.from(signature), Uint8Array.from(data));
}
