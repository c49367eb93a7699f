import type { Cosigned } from "./check-head.ts";

/** What a verification can say, in words that a judge can read, and as exit code: 0 whole, 1 tampered, 2 cannot tell, 3 stale. */
export type VerdictCode = keyof typeof WORDS;

/** What a verification can find amiss. */
export type FaultCode = Exclude<VerdictCode, "OK">;

/** One sentence in both languages. */
export interface Words {
  id: string;
  en: string;
}

/**
 * The gravest first: an altered root explains a strange entry or tile, not the other way round; and what was tampered with comes before
 * what cannot be told, else a tamperer would take a file away as well.
 */
const WORDS = {
  E_SIG: { id: "Tanda tangan pada checkpoint tidak sah.", en: "The checkpoint does not carry a good signature of this log." },
  E_ORIGIN: { id: "Catatan akses ini berasal dari sumber lain.", en: "This journal belongs to another log." },
  E_BUNDLE: { id: "Berkas catatan akses rusak.", en: "A bundle of entries is damaged." },
  E_ROOT: {
    id: "Isi catatan akses tidak cocok dengan yang ditandatangani: ada yang diubah, dihapus atau disisipkan.",
    en: "The entries do not fit the signed root: something was changed, removed or slipped in.",
  },
  E_FORK: {
    id: "Ada riwayat lain yang ditandatangani: catatan akses ini tidak melanjutkan yang disimpan pembaca.",
    en: "Another history was signed as well: this journal does not continue what the reader kept.",
  },
  E_ROLLBACK: {
    id: "Catatan akses ini lebih pendek daripada yang pernah ditandatangani.",
    en: "The journal is shorter than it was when a kept checkpoint was signed.",
  },
  E_SCHEMA: { id: "Ada catatan yang bentuknya tidak sah.", en: "An entry does not fit the schema." },
  E_TIME: { id: "Ada catatan dengan waktu yang mundur atau di masa depan.", en: "An entry's time runs backward or lies in the future." },
  E_TILE: { id: "Berkas pohon tidak cocok dengan catatan akses.", en: "A tile does not fit the entries." },
  E_CHECKPOINT: { id: "Checkpoint rusak.", en: "The checkpoint cannot be read." },
  E_KEY: { id: "Kunci pemeriksa tidak ada atau tidak sah.", en: "The verifier key is missing or no key." },
  E_ROTATED: {
    id: "Kunci log telah diganti: kunci yang Anda pegang menandatangani catatan tentang penggantinya. Mintalah kunci pemeriksa yang baru dari pihak yang Anda percaya, lalu periksa lagi dengan kunci itu.",
    en: "The log key was rotated: the key that you hold signed an entry which names the one that signs now. Have the new verifier key confirmed by somebody you trust, then verify with it.",
  },
  E_QUORUM: {
    id: "Saksi yang menandatangani checkpoint ini tidak cukup.",
    en: "Too few of the witnesses that the policy names have cosigned this checkpoint.",
  },
  E_MISSING: { id: "Sebagian catatan akses tidak ada.", en: "A part of the journal is missing." },
  E_GAP: {
    id: "Catatan akses pernah diam terlalu lama tanpa catatan berhenti: apa yang terjadi selama itu tidak dapat dibuktikan.",
    en: "The journal was silent for too long without a stop: what happened meanwhile cannot be proved from it.",
  },
  E_STAMP: {
    id: "Cap waktu yang disimpan di samping catatan akses ini tidak sah, atau otoritasnya tidak dipercaya.",
    en: "A time stamp that is kept beside the journal does not hold, or its authority is not believed.",
  },
  E_STALE: { id: "Catatan akses ini terlalu lama tidak diperbarui.", en: "The journal is older than the reader allows." },
  OK: { id: "Catatan akses utuh.", en: "The journal is whole." },
} as const satisfies Record<string, Words>;
const GRAVITY = Object.keys(WORDS);
const CANNOT_TELL: ReadonlySet<VerdictCode> = new Set(["E_MISSING", "E_KEY", "E_ROTATED", "E_QUORUM", "E_GAP", "E_STAMP"]);

/** The sentence of a code, for a judge and not for a programmer. */
export function wordsOf(code: VerdictCode): Words {
  return WORDS[code];
}

/** Exit code of a program that says this. */
export function exitOf(code: VerdictCode): 0 | 1 | 2 | 3 {
  if (code === "OK") return 0;
  return code === "E_STALE" ? 3 : CANNOT_TELL.has(code) ? 2 : 1;
}

/** One thing amiss. */
export interface Finding {
  code: FaultCode;
  /** Journal index, where one can be named; with `upto`, the fault lies in index .. upto-1. */
  index?: number;
  upto?: number;
  /** Where: a file or a field, never a value. */
  where?: string;
}

/** What a verification says: the gravest code, and the findings, of each code only so many. */
export interface Verdict {
  ok: boolean;
  code: VerdictCode;
  /** First bad entry, where it can be named; `upto` closes the range where only bounds are known (first bad in index .. upto-1). */
  index?: number;
  upto?: number;
  size: number;
  /** Signed root: hex. */
  root: string;
  origin: string;
  /** Witnesses that have cosigned the checkpoint, where a policy was given. */
  witnesses?: Cosigned[];
  /** Entries whose term was over, where some were: so many before `upto` are there as hashes only. */
  pruned?: { upto: number; count: number };
  words: Words;
  exit: 0 | 1 | 2 | 3;
  findings: Finding[];
}

/** What the checkpoint claims: entries, root in hex, name of the log; and who of the policy cosigned it. */
export interface Claimed {
  size: number;
  root: string;
  origin: string;
  witnesses?: Cosigned[];
  pruned?: { upto: number; count: number };
}

/** The verdict over all findings; the gravest gives the code. */
export function verdict(claimed: Claimed, findings: Finding[], bounds: { index?: number; upto?: number } = {}): Verdict {
  const worst = [...findings].sort((a, b) => GRAVITY.indexOf(a.code) - GRAVITY.indexOf(b.code))[0];
  const code = worst?.code ?? "OK";
  const { index, upto } = bounds.index === undefined ? { ...worst } : bounds;
  return {
    ok: code === "OK",
    code,
    ...claimed,
    words: wordsOf(code),
    exit: exitOf(code),
    findings,
    ...(index === undefined ? {} : { index }),
    ...(upto === undefined ? {} : { upto }),
  };
}
