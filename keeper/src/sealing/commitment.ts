/**
 * Binds an entry to a detail that only the holder's key opens. The commitment is to the plaintext, because AES-GCM does
 * not commit to its key: one ciphertext could be opened as two stories.
 */
import { hash } from "node:crypto";
import { canonical } from "@mercusuar/proof";
import type { Detail } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import { bound, openBytes, sealBytes } from "./aead.ts";
import type { Holder } from "./holder.ts";
import { countOpening } from "./opening-count.ts";
import { chance } from "./random.ts";

/** Lengths tell stories; details of up to this many bytes all look alike. */
const STEP = 128;
const MAX_DETAIL = 32 * 1024;
const SALT = 32;
const DOMAIN = Buffer.from("mercusuar/detail/v1\n");

export interface Committed {
  com: string;
  sealed: Buffer;
}

function commitmentOf(saltedPlain: Buffer): string {
  return hash("sha256", Buffer.concat([DOMAIN, saltedPlain]), "hex");
}

export function commit(origin: string, holder: Holder, detail: Detail): Committed {
  const text = Buffer.from(canonicalDetail(detail));
  if (text.length > MAX_DETAIL) throw new Refusal("too-large", `detail: ${text.length} bytes, at most ${MAX_DETAIL}`);
  const plain = Buffer.alloc(SALT + Math.ceil((text.length + 4) / STEP) * STEP);
  chance(SALT).copy(plain);
  plain.writeUInt32BE(text.length, SALT);
  text.copy(plain, SALT + 4);
  const com = commitmentOf(plain);
  return { com, sealed: sealBytes(holder.key.detailKey, plain, bound("detail", origin, com)) };
}

function canonicalDetail(detail: Detail): string {
  try {
    return canonical(detail);
  } catch (error) {
    throw new Refusal("schema", `detail: ${error instanceof Error ? error.message : "not canonical"}`);
  }
}

/** The detail's canonical text; undefined where it is not the one that the entry committed to. */
export function openDetail(origin: string, holder: Holder, com: string, sealed: Buffer): string | undefined {
  const plain = holder.openedBy(({ detailKey }) => openBytes(detailKey, sealed, bound("detail", origin, com)));
  if (plain === undefined || commitmentOf(plain) !== com) return undefined;
  countOpening(origin);
  return plain.toString("utf8", SALT + 4, SALT + 4 + plain.readUInt32BE(SALT));
}
