import { readFileSync } from "node:fs";
import { COMPACT_PREFIX, parseTrustPolicy, savedNotes, TrustPolicyError, type VerifyOptions } from "@mercusuar/proof";
import type { CommandOption, Context } from "./command.ts";

/** What the reader of a journal brings along: whom he believes, what he kept, how old it may be. */
export const VERIFY_OPTIONS: CommandOption[] = [
  { flags: "--vkey <key>", words: { id: "Kunci pemeriksa dari tempat lain.", en: "Verifier key known from elsewhere." } },
  {
    flags: "--policy <file>",
    words: {
      id: "Aturan kepercayaan (C2SP tlog-policy): kunci log, saksi, kuorum.",
      en: "Trust policy (C2SP tlog-policy): keys of log and witnesses, quorum.",
    },
  },
  {
    flags: "--known <file...>",
    words: {
      id: "Checkpoint yang pernah Anda simpan: berkas dengan satu atau banyak, surel (.eml), atau baris dari kode QR.",
      en: "Checkpoints that you kept: a file of one or many, a mail (.eml), or the line from a QR code.",
    },
  },
  {
    flags: "--receipt <file...>",
    words: { id: "Bukti catatan yang pernah Anda simpan.", en: "Receipts that you kept." },
  },
  {
    flags: "--time-stamp-ca <file>",
    words: {
      id: "Sertifikat otoritas cap waktu (PEM) untuk memeriksa cap waktu di samping catatan.",
      en: "Certificates (PEM) that the time stamps beside the journal are checked against.",
    },
  },
  {
    flags: "--max-age <time>",
    words: { id: "Paling lama setua ini: 90s, 2m, 24h, 7d.", en: "No older than this: 90s, 2m, 24h, 7d." },
  },
  {
    flags: "--max-gap <time>",
    words: {
      id: "Diam tanpa catatan berhenti paling lama sekian; bawaan 1h, paling singkat 1m.",
      en: "Silence without a stop up to this long; 1h by default, 1m at least.",
    },
  },
];

const UNIT: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Larger than any note or receipt; a wrong file is not read whole. */
const MOST_BYTES = 1024 * 1024;
/** Of a file of many checkpoints, as a witness or a keeper keeps them: months of them. */
const MOST_KNOWN = 64 * MOST_BYTES;

/** Wrongly called: names the option, what is wrong and what is expected. */
export class VerifyOptionError extends Error {}

/** @throws VerifyOptionError for a file that cannot be read, a policy that is none, a time that is none */
export function verifyOptions({ options, file }: Pick<Context, "options" | "file">): VerifyOptions {
  const { vkey, policy, known, receipt, maxAge, maxGap } = options;
  const read = (option: string, path: string, most = MOST_BYTES) => textOf(option, file(path), most);
  return {
    ...(typeof vkey === "string" ? { vkey } : {}),
    ...(typeof policy === "string" ? { policy: policyOf(policy, read("--policy", policy)) } : {}),
    ...(Array.isArray(known)
      ? { known: known.flatMap((kept) => savedNotes(kept.startsWith(COMPACT_PREFIX) ? kept : read("--known", kept, MOST_KNOWN))) }
      : {}),
    ...(Array.isArray(receipt) ? { receipts: receipt.map((path) => read("--receipt", path)) } : {}),
    ...(typeof maxAge === "string" ? { maxAge: millisecondsOf("--max-age", maxAge) } : {}),
    ...(typeof maxGap === "string" ? { maxGap: millisecondsOf("--max-gap", maxGap, UNIT.m) } : {}),
  };
}

function textOf(option: string, path: string, most: number): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= most) return bytes.toString("utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new VerifyOptionError(`${option} ${path}: berkas tidak terbaca (${code}) · the file cannot be read (${code})`);
  }
  throw new VerifyOptionError(`${option} ${path}: lebih dari ${most / MOST_BYTES} MB · larger than ${most / MOST_BYTES} MB`);
}

function policyOf(path: string, text: string) {
  try {
    return parseTrustPolicy(text);
  } catch (error) {
    if (error instanceof TrustPolicyError) throw new VerifyOptionError(`--policy ${path}: ${error.message}`);
    throw error;
  }
}

function millisecondsOf(option: string, text: string, least = 0): number {
  const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined)
    throw new VerifyOptionError(`${option} ${text}: bilangan dan s, m, h atau d · a number and s, m, h or d, like 2m`);
  const time = Number(count) * (UNIT[unit] ?? 0);
  if (time < least) throw new VerifyOptionError(`${option} ${text}: paling sedikit ${least / 1000}s · at least ${least / 1000}s`);
  return time;
}
