import type { Words } from "../platform/language.ts";
import { Problem } from "../platform/problem.ts";

/** Why nothing is sealed or opened at the moment. */
export type WhyDown = "down" | "slow" | "unwitnessed" | CannotWrite;
type CannotWrite = keyof typeof CANNOT;

/** What a keeper says of itself that lives and cannot write. */
const CANNOT = {
  halted: {
    id: "Catatan akses tidak cocok dengan yang ditandatangani. Data tertutup; hubungi pengelola sistem.",
    en: "The journal does not fit what was signed. Data stays closed; call the operator.",
  },
  unsigned: {
    id: "Kunci yang menandatangani catatan akses ada pada agen SSH yang tidak menjawab. Data tertutup sampai agen itu kembali; hubungi pengelola sistem.",
    en: "The key that signs the journal is in an SSH agent that does not answer. Data stays closed until it is back; call the operator.",
  },
  "disk-full": {
    id: "Penyimpanan catatan akses penuh. Data tertutup sampai ada ruang kosong.",
    en: "The journal's disk is full. Data stays closed until there is room.",
  },
  "disk-failed": {
    id: "Penyimpanan catatan akses gagal memastikan tulisan terakhir. Data tertutup sampai catatan diperiksa ulang; bila berlanjut, hubungi pengelola sistem.",
    en: "The journal's disk failed to confirm the last write. Data stays closed until the journal has been read anew; if it goes on, call the operator.",
  },
} as const satisfies Record<string, Words>;

export const cannotWrite = (code: string): code is CannotWrite => Object.hasOwn(CANNOT, code);

const WHY: Record<WhyDown, Words> = {
  ...CANNOT,
  down: {
    id: "Sistem kunci tidak berjalan. Data tertutup sampai ia hidup kembali.",
    en: "The keeper does not run. Data stays closed until it is back.",
  },
  slow: {
    id: "Sistem kunci tidak menjawab tepat waktu. Coba lagi sebentar lagi.",
    en: "The keeper did not answer in time. Try again in a moment.",
  },
  unwitnessed: {
    id: "Saksi catatan akses terlalu lama tidak terjangkau. Data lengkap tertutup sampai saksi kembali; data tersamar tetap dapat dibuka.",
    en: "The journal's witnesses have been away for too long. Full values stay closed until they are back; masked ones can be opened.",
  },
};

/** The words for a state of the keeper. */
export const wordsOf = (why: WhyDown): Words => WHY[why];

/** No entry, no data: the caller got nothing. Answered as 503 `keeper-down`. */
export class KeeperDown extends Problem {
  readonly why: WhyDown;

  constructor(why: WhyDown, detail?: Words) {
    super(503, "keeper-down", WHY[why], detail, { why });
    this.why = why;
  }
}

/** The change is stored but its entry is not sealed yet: a widening change takes effect by itself once the keeper answers. */
export class NotYetSealed extends KeeperDown {
  constructor(why: WhyDown) {
    super(why, {
      id: "Perubahan sudah disimpan dan berlaku dengan sendirinya setelah tercatat.",
      en: "The change is stored and takes effect by itself once it is sealed.",
    });
  }
}
