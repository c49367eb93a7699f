import { createHmac, timingSafeEqual } from "node:crypto";
import type { SignedBy } from "./evidence-sources/contract.ts";

/** A message as it came. */
export interface Arrived {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Byte by byte: a signature is over these and no others. */
  body: Buffer;
}

/** A signed message that is older, or from farther ahead, is a copy that somebody kept: seconds. */
const FRESH = 300;

/**
 * Does the message prove by the feed's secret who sent it? Forms of proof: a token as bearer; Standard Webhooks 1.0 (`webhook-id`,
 * `webhook-timestamp`, `webhook-signature`); HMAC-SHA1 in `X-Hub-Signature` (Zammad); `X-Chatwoot-Signature` with its timestamp.
 * INVARIANT: without a secret nothing is proved.
 */
export function isSigned(by: SignedBy, secret: string, arrived: Arrived, now: Date): boolean {
  return secret !== "" && CHECKS[by](secret, arrived, now);
}

type Check = (secret: string, arrived: Arrived, now: Date) => boolean;

const CHECKS: Record<SignedBy, Check> = {
  token: (secret, { headers }) => same(headerOf(headers, "authorization"), `Bearer ${secret}`),
  "hub-sha1": (secret, { headers, body }) =>
    same(headerOf(headers, "x-hub-signature"), `sha1=${hmac("sha1", secret, [body]).toString("hex")}`),
  chatwoot(secret, { headers, body }, now) {
    const at = headerOf(headers, "x-chatwoot-timestamp");
    const expected = `sha256=${hmac("sha256", secret, [`${at}.`, body]).toString("hex")}`;
    return isFresh(at, now) && same(headerOf(headers, "x-chatwoot-signature"), expected);
  },
  "standard-webhooks"(secret, { headers, body }, now) {
    const [id, at] = [headerOf(headers, "webhook-id"), headerOf(headers, "webhook-timestamp")];
    const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : secret;
    const expected = `v1,${hmac("sha256", key, [`${id}.${at}.`, body]).toString("base64")}`;
    const given = headerOf(headers, "webhook-signature").split(" ").slice(0, 10);
    return id !== "" && isFresh(at, now) && given.some((one) => same(one, expected));
  },
};

const isFresh = (seconds: string, now: Date): boolean =>
  /^\d{9,11}$/.test(seconds) && Math.abs(now.getTime() / 1000 - Number(seconds)) <= FRESH;

function headerOf(headers: Arrived["headers"], name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}

function hmac(hash: string, key: string | Buffer, parts: ReadonlyArray<string | Buffer>): Buffer {
  const made = createHmac(hash, key);
  for (const part of parts) made.update(part);
  return made.digest();
}

/** Hashed first, so that neither length nor beginning is told by time. */
function same(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
