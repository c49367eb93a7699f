import pino, { type Logger } from "pino";

export type Log = Logger;

/** The operator's mailbox: lines of JSON on stderr. No personal data: ids, counts, codes. */
export function openLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
}

/** A log that keeps silent. */
export const silentLog = (): Log => pino({ level: "silent" });
