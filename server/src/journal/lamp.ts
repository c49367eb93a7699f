import type { WitnessStatus } from "@mercusuar/keeper";
import { realClock } from "../platform/clocks.ts";
import type { Database } from "../platform/database.ts";
import type { Words } from "../platform/language.ts";
import type { Keeper } from "./keeper.ts";
import { wordsOf } from "./keeper-down.ts";
import { assuranceWith } from "./outside/assurance.ts";
import type { Outside } from "./outside/make-outside.ts";
import type { KeeperState } from "./pulse.ts";
import { waitingRows } from "./relay.ts";
import { rememberedSize } from "./store.ts";

/** Menara pengawas: lit when every look can be written down. */
export interface Lamp {
  lit: boolean;
  keeper: KeeperState;
  /** Why it is out, for people. */
  why?: Words;
  since?: string;
  /** `pruned`: entries before `upto` whose term was over at `before` are gone but for their hashes. */
  journal: { size: number; pruned?: { upto: number; before: string } };
  /** 0: the keeper runs beside the server, as the same user. 2: an outside witness cosigns. 3: two, and an outside authority stamps the time. */
  assurance: 0 | 1 | 2 | 3;
  /** The level rests on what cannot be computed: that the witness is independent. */
  declared: boolean;
  /** The journal's witnesses; a failing one does not put the lamp out, for looks are written down all the same. */
  witnesses: WitnessStatus[];
  /** The last checkpoint that a quorum of them cosigned. */
  cosigned?: { size: number; at: string };
  /** What somebody should look after although the lamp is lit. */
  notice?: Words;
  durability: "fdatasync" | "none";
  simulated: boolean;
  /** Changes that are stored but not sealed yet. */
  waiting: number;
  /** For the watchtower, which tells each apart: values opened of which no entry tells, the standby, why a checkpoint did not get out. */
  watched: { unlogged: number; standby: { up: boolean } | undefined; copy: Words | undefined };
}

const SHORTER: Words = {
  id: "Catatan akses lebih pendek daripada yang pernah tercatat. Hubungi pengelola sistem.",
  en: "The journal is shorter than it once was: a restored or cut copy. Call the operator.",
};

/** Which witnesses have not cosigned when they were asked last; undefined where all is well. */
export function witnessNotice(witnesses: readonly WitnessStatus[]): Words | undefined {
  const failing = witnesses.filter(({ state }) => state !== "ok" && state !== "unasked");
  if (failing.length === 0) return undefined;
  const say = (words: Record<WitnessStatus["state"], string>) => failing.map(({ name, state }) => `${name} ${words[state]}`).join(", ");
  return {
    id: `Saksi: ${say({ ok: "", unasked: "", down: "tidak terjangkau", slow: "tidak menjawab tepat waktu", refuses: "menolak catatan ini", lying: "memberi jawaban yang tidak sah" })}. Pencatatan tetap berjalan.`,
    en: `Witness: ${say({ ok: "", unasked: "", down: "cannot be reached", slow: "does not answer in time", refuses: "refuses this log", lying: "gives answers that do not hold" })}. Looks are written down all the same.`,
  };
}

/** Nothing says more plainly that the keeper is not the one it should be. */
function unloggedNotice(unlogged = 0): Words | undefined {
  return unlogged === 0
    ? undefined
    : {
        id: `Sistem kunci membuka ${unlogged} isian yang tidak ada catatannya (E_UNLOGGED). Hentikan server dan hubungi pengelola sistem.`,
        en: `The keeper opened ${unlogged} values of which no entry tells (E_UNLOGGED). Stop the server and call the operator.`,
      };
}

/** @param trouble why the checkpoint of the day could not be written where somebody else keeps it: an error code */
function copyNotice(trouble: string | undefined): Words | undefined {
  return trouble === undefined
    ? undefined
    : {
        id: `Checkpoint hari ini tidak dapat disimpan di direktori pihak lain (${trouble}). Pencatatan tetap berjalan.`,
        en: `The checkpoint of the day cannot be written into the directory of somebody else (${trouble}). Looks are written down all the same.`,
      };
}

/** Without it nothing is released: whoever waits shall know for what. */
function mirrorNotice(mirror: { up: boolean } | undefined): Words | undefined {
  return mirror === undefined || mirror.up
    ? undefined
    : {
        id: "Cadangan siaga tidak menjawab: tidak ada yang dilepas sampai ia kembali.",
        en: "The standby does not answer: nothing is released until it is back.",
      };
}

/** How keeper and journal are at this moment. Never throws: a lamp that cannot be asked is out. */
export async function lampOf(db: Database, keeper: Keeper, outside?: Pick<Outside, "stamped" | "notice">): Promise<Lamp> {
  const { pulse } = keeper;
  const size = pulse.status?.size ?? 0;
  const [waiting, remembered] = await Promise.all([waitingRows(db), rememberedSize(db)]).catch(() => [0, 0] as const);
  const shorter = pulse.status !== undefined && size < remembered;
  const unwitnessed = pulse.status?.unwitnessed === true;
  const lit = pulse.state === "up" && !shorter && !unwitnessed;
  const { witnesses = [], cosigned } = pulse.status ?? {};
  const notice =
    unloggedNotice(pulse.status?.unlogged) ??
    pulse.notice ??
    witnessNotice(witnesses) ??
    mirrorNotice(pulse.status?.mirror) ??
    copyNotice(pulse.status?.copy?.trouble) ??
    outside?.notice();
  const why = shorter ? SHORTER : pulse.state !== "up" ? wordsOf(pulse.state) : unwitnessed ? wordsOf("unwitnessed") : undefined;
  return {
    lit,
    keeper: pulse.state,
    ...(why ? { why, since: (unwitnessed && cosigned?.at) || pulse.since.toISOString() } : {}),
    journal: { size, ...(pulse.status?.pruned ? { pruned: pulse.status.pruned } : {}) },
    ...(pulse.status === undefined
      ? { assurance: 0 as const, declared: false }
      : assuranceWith(pulse.status, outside?.stamped(), realClock().now())),
    witnesses,
    ...(cosigned ? { cosigned } : {}),
    ...(notice ? { notice } : {}),
    durability: pulse.status?.durability ?? "none",
    simulated: pulse.status?.simulated ?? false,
    waiting,
    watched: {
      unlogged: pulse.status?.unlogged ?? 0,
      standby: pulse.status?.mirror,
      copy: copyNotice(pulse.status?.copy?.trouble) ?? outside?.notice(),
    },
  };
}
