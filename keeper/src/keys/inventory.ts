/** The inventory of keys (R98): which, of what kind, how old, alive or not, where they lie. No secrets. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { KeyFacts, KeysResult } from "../protocol.ts";
import type { HolderList } from "./holder-list.ts";
import type { KeyHistory } from "./key-history.ts";
import type { KeyRing } from "./key-ring.ts";

const ALGORITHMS: Record<KeyFacts["kind"], string> = {
  log: "Ed25519",
  kek: "AES-256-GCM",
  index: "HMAC-SHA-256",
  mac: "HMAC-SHA-256",
  person: "HMAC-SHA-256",
};

export function inventory(
  ring: KeyRing,
  history: KeyHistory,
  list: HolderList,
): Pick<KeysResult, "directory" | "epoch" | "rotating" | "renewing" | "living" | "left" | "unlisted" | "keys" | "rotatedAt" | "log"> {
  const { directory, epoch, logs } = ring;
  return {
    directory,
    epoch,
    rotating: history.rotating,
    renewing: history.renewing,
    living: list.living,
    left: history.rotating ? list.left : 0,
    unlisted: history.rotating ? list.unlisted : 0,
    ...(history.rotatedAt === undefined ? {} : { rotatedAt: new Date(history.rotatedAt).toISOString() }),
    log: logFacts(logs.current, history.log),
    keys: [...history.lives.values()].map(({ key, fp, madeAt, destroyedAt }) => {
      const kind = kindOf(key);
      const elsewhere = logs.isInAgent(key);
      const file = join(directory, `${key}.key`);
      const old = kind === "log" ? isGivingWay(key, history.log) : /^(?:kek|index)$/.test(kind) && Number(key.split("-")[1]) < epoch;
      return {
        id: key,
        kind,
        algorithm: elsewhere ? `${ALGORITHMS[kind]}, SSH agent` : ALGORITHMS[kind],
        madeAt,
        ...(destroyedAt === undefined ? {} : { destroyedAt }),
        state: destroyedAt !== undefined ? "destroyed" : old ? "retiring" : "live",
        ...(old && kind === "kek" && destroyedAt === undefined ? { left: list.left } : {}),
        ...(!elsewhere && existsSync(file) ? { path: file } : {}),
        fingerprint: fp,
      };
    }),
  };
}

const isGivingWay = (key: string, { names, handover }: KeyHistory["log"]): boolean => handover !== undefined && names[0] === key;

function logFacts({ vkey, next }: KeyRing["logs"]["current"], { handover }: KeyHistory["log"]): KeysResult["log"] {
  if (next === undefined || handover === undefined) return { vkey };
  return { vkey, next, until: new Date(handover.until).toISOString() };
}

const kindOf = (key: string): KeyFacts["kind"] => key.split("-")[0] as KeyFacts["kind"];
