import { openLog } from "../platform/log.ts";
import type { Settings } from "../platform/settings.ts";
import { outsideOf } from "./outside-settings.ts";

/** What the product needs of the settings. */
export function productOptions(settings: Settings) {
  const { data, keys, databaseUrl, sessionHours, quota, witnesses, witnessGrace, keepCheckpointsIn, rotateKeysEvery, logLevel } = settings;
  const optional = {
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(witnesses ? { witnesses } : {}),
    ...(witnessGrace ? { witnessGrace } : {}),
    ...(keepCheckpointsIn ? { keepCheckpointsIn } : {}),
    ...(rotateKeysEvery ? { rotation: { every: rotateKeysEvery } } : {}),
    outside: outsideOf(settings),
  };
  return { dataDir: data, keysDir: keys, ...optional, sessionHours, quota, log: openLog(logLevel) };
}
