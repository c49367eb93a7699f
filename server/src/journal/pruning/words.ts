import { fill, type Words } from "../../platform/language.ts";
import { type Problem, problem } from "../../platform/problem.ts";

const WORDS = {
  tooSoon: { id: "Catatan itu masih dalam masa simpan.", en: "These entries are within their term." },
  tooSoonWay: {
    id: "Sistem kunci ini menyimpan catatan selama {term} hari: sebutkan hari paling lambat {latest}.",
    en: "This keeper keeps entries for {term} days: name a day no later than {latest}.",
  },
  nothing: { id: "Tidak ada yang dapat dipangkas.", en: "There is nothing to prune." },
  nothingWay: {
    id: "Catatan dipangkas per 256: sebelum waktu itu tidak ada bundel penuh yang masih berisi catatan yang berakhir.",
    en: "Entries are pruned in whole bundles of 256: none before that time has anything left to end.",
  },
  fault: { id: "Sistem kunci menolak permintaan ini.", en: "The keeper did not take this call." },
  gone: {
    id: "Masa simpan catatan ini berakhir, dan catatannya sudah dipangkas.",
    en: "The term of this entry is over, and it was pruned.",
  },
  goneWay: {
    id: "Yang tersisa hanya hash-nya. Bukti yang dibuat sebelumnya tetap berlaku: mercusuar journal verify --receipt.",
    en: "Only its hash is left. A receipt that was made before still proves it: mercusuar journal verify --receipt.",
  },
} as const satisfies Record<string, Words>;

const DAY = 86_400_000;

/** @param now by the keeper's clock, not the story's */
export function tooSoon(term: number, now: Date): Problem {
  const latest = new Date(now.getTime() - term * DAY).toISOString().slice(0, 10);
  const { id, en } = WORDS.tooSoonWay;
  const values = { term: String(term), latest };
  return problem("too-soon", WORDS.tooSoon, { status: 409, detail: { id: fill(id, values), en: fill(en, values) }, term });
}

export const nothingEnds = (): Problem => problem("nothing-ends", WORDS.nothing, { status: 409, detail: WORDS.nothingWay });

/** @param code what the keeper said */
export const notTaken = (code: string): Problem => problem("keeper-fault", WORDS.fault, { status: 500, keeper: code });

/** Somebody asks for an entry of which only the hash is left. */
export const entryPruned = (entry: number): Problem => problem("pruned", WORDS.gone, { status: 410, detail: WORDS.goneWay, entry });
