/** What goes out of the house each day, so that somebody who is not of it can convict every older copy and every other history. */
import { realClock } from "../../platform/clocks.ts";
import type { Words } from "../../platform/language.ts";
import type { Keeper } from "../keeper.ts";
import { Daily } from "./daily.ts";
import type { MailSettings } from "./mail-checkpoint.ts";
import { Mailing } from "./mailing.ts";
import { type Stamped, TimeStamping, type TimeStampSettings } from "./time-stamping.ts";

export interface OutsideSettings {
  timeStamps?: TimeStampSettings;
  mail?: MailSettings;
}

export interface Outside {
  /** Has the published checkpoint stamped now; undefined where no authority is set. @throws TimeStampFault, KeeperDown */
  stampNow(): Promise<Stamped | undefined>;
  /** Mails the published checkpoint now and gives its size; undefined where nobody is set to get it. @throws MailFault, KeeperDown */
  mailNow(): Promise<number | undefined>;
  /** The newest token, and whether its authority is on this machine. */
  stamped(): { last: Date | undefined; here: boolean } | undefined;
  /** What somebody should look after; undefined where all went out. */
  notice(): Words | undefined;
  /** Does what is due today; fulfils when it is done, well or not. */
  today(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 60_000;
/** A command that only opens the house for a moment sends nothing on the side. */
const FIRST_LOOK_MS = 5_000;
/** Nobody waits longer at the end for what is on its way. */
const LAST_MS = 3_000;

export interface OutsideParts {
  keeper: Pick<Keeper, "append">;
  dataDir: string;
  settings?: OutsideSettings;
}

/** Time stamps and mails to those outside, as far as the settings name any: by hand, and each day once started. */
export function makeOutside({ keeper, dataDir, settings: { timeStamps, mail } = {} }: OutsideParts): Outside {
  const clock = realClock();
  const stamping = timeStamps && new TimeStamping(dataDir, timeStamps);
  const mailing = mail && new Mailing(dataDir, mail);
  const note = (body: Record<string, string | number>) => keeper.append({ typ: "witness", body });
  const stampNow = async (): Promise<Stamped | undefined> => {
    const stamped = await stamping?.stamp();
    if (stamped === undefined || timeStamps === undefined) return undefined;
    const { size, hash } = stamped;
    await note({ change: "stamp", id: new URL(timeStamps.url).host, size, state: "kept", key: hash });
    return stamped;
  };
  const mailNow = async (day = dayOf(clock.now())): Promise<number | undefined> => {
    const size = await mailing?.send(day);
    if (size !== undefined) await note({ change: "mail", size, state: "sent" });
    return size;
  };
  const errands: Partial<Record<"stamp" | "mail", Daily>> = {};
  const timers: NodeJS.Timeout[] = [];
  let under: Promise<void> = Promise.resolve();
  const today = (): Promise<void> => {
    under = Promise.all(Object.values(errands).map((errand) => errand.offer(clock.now()))).then(() => undefined);
    return under;
  };
  return {
    stampNow,
    mailNow: () => mailNow(),
    stamped: () => stamping,
    today,
    notice: () => troubleOf("stamp", errands.stamp) ?? troubleOf("mail", errands.mail),
    async start() {
      await stamping?.recall();
      if (stamping) errands.stamp = new Daily(async () => void (await stampNow()), stamping.last && dayOf(stamping.last));
      if (mailing) errands.mail = new Daily(async (day) => void (await mailNow(day)), await mailing.lastDay());
      timers.push(setTimeout(today, FIRST_LOOK_MS).unref(), setInterval(today, LOOK_EVERY_MS).unref());
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      await Promise.race([under, new Promise((resolve) => timers.push(setTimeout(resolve, LAST_MS).unref()))]);
    },
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const TROUBLE: Record<"stamp" | "mail", Words> = {
  stamp: { id: "Cap waktu hari ini belum diperoleh", en: "There is no time stamp of today yet" },
  mail: { id: "Surel checkpoint hari ini belum terkirim", en: "The mail with the checkpoint of today has not left yet" },
};

function troubleOf(what: "stamp" | "mail", errand: Daily | undefined): Words | undefined {
  const { id, en } = TROUBLE[what];
  return errand?.trouble === undefined
    ? undefined
    : {
        id: `${id} (${errand.trouble}). Pencatatan tetap berjalan.`,
        en: `${en} (${errand.trouble}). Looks are written down all the same.`,
      };
}
