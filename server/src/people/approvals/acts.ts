import type { Words } from "../../platform/language.ts";
import type { FunctionName } from "../functions.ts";

/** What one person alone never does. */
export const TWO_PERSON_ACTS = {
  /** A customer's key dies. */
  destroy: {
    functions: ["officer", "operator"],
    words: { id: "memusnahkan data seorang pelanggan", en: "destroy a customer's data" },
  },
  /** New keys for everybody, the old ones die. */
  rotate: { functions: ["operator", "officer"], words: { id: "mengganti kunci", en: "rotate the keys" } },
  /** A journal that does not fit what was signed is left behind, and a new one begins. */
  "leave-halt": {
    functions: ["operator", "officer"],
    words: { id: "meninggalkan catatan akses yang rusak", en: "leave a damaged journal" },
  },
  /** Somebody's password is taken away, so that he may set a first one again. Never by himself. */
  "reset-password": {
    functions: ["operator", "officer"],
    words: { id: "mengatur ulang kata sandi seorang petugas", en: "reset a person's password" },
  },
  /** Records that nobody has cause to open; which they are is told to neither. */
  honey: {
    functions: ["officer", "operator"],
    words: { id: "membuat data pemantau", en: "make honey records" },
  },
  /** Entries of the journal whose term is over leave their hash. */
  prune: {
    functions: ["officer", "operator"],
    words: { id: "memangkas catatan akses yang masa simpannya berakhir", en: "prune entries of the journal whose term is over" },
  },
} as const satisfies Record<string, { functions: readonly FunctionName[]; words: Words }>;

export type TwoPersonAct = keyof typeof TWO_PERSON_ACTS;

/** One of the two answers for the customers: those who run the machines never decide alone among themselves. */
export const ONE_OF_THEM: FunctionName = "officer";

/** Is this text one of {@link TWO_PERSON_ACTS}? */
export const isTwoPersonAct = (text: string): text is TwoPersonAct => Object.hasOwn(TWO_PERSON_ACTS, text);

const DECIDERS: ReadonlySet<string> = new Set(Object.values(TWO_PERSON_ACTS).flatMap(({ functions }) => [...functions]));

/** Somebody with one of these functions may decide something; what waits for a second person is no secret for him. */
export const mayDecide = (functions: readonly string[]): boolean => functions.some((name) => DECIDERS.has(name));

/** Why, as one word of a list: free text would bring personal data into the journal. */
export const WHY = {
  /** Article 44: the customer asks. */
  request: { id: "permintaan pelanggan", en: "the customer asks" },
  /** Article 44: the time of keeping is over. */
  retention: { id: "masa simpan berakhir", en: "the time of keeping is over" },
  /** Article 44: obtained against the law. */
  unlawful: { id: "diperoleh melawan hukum", en: "obtained unlawfully" },
  schedule: { id: "sesuai jadwal", en: "on schedule" },
  suspected: { id: "kunci mungkin bocor", en: "a key may have leaked" },
  forgotten: { id: "kata sandi terlupa", en: "the password is forgotten" },
  forged: { id: "kata sandi berubah di luar program", en: "the password was changed behind the program's back" },
  damage: { id: "catatan akses rusak", en: "the journal is damaged" },
} as const satisfies Record<string, Words>;

export type Why = keyof typeof WHY;

/** Is this text one of {@link WHY}? */
export const isWhy = (text: string): text is Why => Object.hasOwn(WHY, text);
