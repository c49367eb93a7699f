import type { Clock } from "../platform/clock.ts";
import type { Words } from "../platform/language.ts";
import type { StateReport } from "./report.ts";

/** 02.00 in Jakarta, 04.00 in Jayapura: nobody looks at customers. */
const AT_UTC_HOUR = 19;
const LOOK_EVERY = 10 * 60_000;

export interface NightlyParts {
  clock: Clock;
  check(): Promise<StateReport>;
  /** What the lamp shows from now on; undefined: nothing. */
  tell(notice: Words | undefined): void;
  onFault(error: Error): void;
}

export interface Nightly {
  /** Checks if a night has come since the last time. Fulfils when that is done. */
  turn(): Promise<void>;
  close(): void;
}

/** Has the house checked once a night, and the lamp say what came of it until the next night. A start in the middle of the day waits for the night. */
export function checkNightly({ clock, check, tell, onFault }: NightlyParts): Nightly {
  let last = nightOf(clock.now());
  let running = false;
  const turn = async (): Promise<void> => {
    const night = nightOf(clock.now());
    if (running || night === last) return;
    running = true;
    try {
      tell(noticeOf(await check()));
      last = night;
    } catch (error) {
      tell(NOT_DONE);
      onFault(error as Error);
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void turn(), LOOK_EVERY);
  timer.unref();
  return { turn, close: () => clearInterval(timer) };
}

/** Which night the last check belongs to: a day of UTC that begins at the hour of the check. */
const nightOf = (now: Date): string => new Date(now.getTime() - AT_UTC_HOUR * 3_600_000).toISOString().slice(0, 10);

const NOT_DONE: Words = {
  id: "Uji keadaan malam tadi tidak selesai; dicoba lagi. Pencatatan tetap berjalan.",
  en: "Last night's state check did not end; it is tried again. Looks are written down all the same.",
};

function noticeOf({ state, differences }: StateReport): Words | undefined {
  if (state !== "differs") return undefined;
  return {
    id: `Uji keadaan malam tadi menemukan ${differences} perbedaan dengan catatan akses (E_STATE). Jalankan "mercusuar state check" dan hubungi pengelola sistem.`,
    en: `Last night's state check found ${differences} differences from the journal (E_STATE). Run "mercusuar state check" and call the operator.`,
  };
}
