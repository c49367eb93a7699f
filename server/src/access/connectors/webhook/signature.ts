import { createHmac } from "node:crypto";

/** `v1,` and the HMAC-SHA256 in base64. A secret with `whsec_` is base64 of the key itself, as the standard writes it. */
export function signatureOf(secret: string, signed: string): string {
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}
