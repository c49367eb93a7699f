/** What goes out of the house each day, so that somebody who is not of it can convict every older copy and every other history. */
import { realClock } from "../../platform/clocks.ts";
import type { Words } from "../../platform/language.ts";
import type { Keeper } from "../keeper.ts";
import { Daily } from "./daily.ts";
import { type Stamped, TimeStamping, type TimeStampSettings } from "./time-stamping.ts";

export interface OutsideSettings {
  timeStamps?: TimeStampSettings;
}

export interface Outside {
  /** Has the published checkpoint stamped now; undefined where no authority is set. @throws TimeStampFault, KeeperDown */
  stampNow(): Promise<Stamped | undefined>;
  /** The newest token, and whether its authority is on this machine. */
  stamped(): { last: Date | undefined; here: boolean } | undefined;
  /** What somebody should look after; undefined where all went out. */
  notice(): Words | undefined;
  start(): Promise<void>;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 60_000;

export interface OutsideParts {
  keeper: Pick<Keeper, "append">;
  dataDir: string;
  settings?: OutsideSettings;
}

export function makeOutside({ keeper, dataDir, settings = {} }: OutsideParts): Outside {
  const clock = realClock();
  const stamping = settings.timeStamps && new TimeStamping(dataDir, settings.timeStamps);
  const stampNow = async (): Promise<Stamped | undefined> => {
    const stamped = await stamping?.stamp();
    if (stamped !== undefined && settings.timeStamps !== undefined) await noteStamp(keeper, settings.timeStamps.url, stamped);
    return stamped;
  };
  let stampDaily: Daily | undefined;
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<unknown> = Promise.resolve();
  const offer = (): void => {
    under = stampDaily?.offer(clock.now()) ?? under;
  };
  return {
    stampNow,
    stamped: () => stamping,
    notice: () => stampNotice(stampDaily?.trouble),
    async start() {
      await stamping?.recall();
      if (stamping) stampDaily = new Daily(async () => void (await stampNow()), stamping.last?.toISOString().slice(0, 10));
      offer();
      timer = setInterval(offer, LOOK_EVERY_MS).unref();
    },
    async close() {
      clearInterval(timer);
      await under;
    },
  };
}

async function noteStamp(keeper: Pick<Keeper, "append">, url: string, { size, hash }: Stamped): Promise<void> {
  const body = { change: "stamp", id: new URL(url).host, size, state: "kept", key: hash };
  await keeper.append({ typ: "witness", body });
}

function stampNotice(trouble: string | undefined): Words | undefined {
  return trouble === undefined
    ? undefined
    : {
        id: `Cap waktu hari ini belum diperoleh (${trouble}). Pencatatan tetap berjalan.`,
        en: `There is no time stamp of today yet (${trouble}). Looks are written down all the same.`,
      };
}
