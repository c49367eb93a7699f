import { openLog } from "../platform/log.ts";
import type { Settings } from "../platform/settings.ts";
import { outsideOf } from "./outside-settings.ts";

/** What the product needs of the settings. */
export function productOptions(settings: Settings) {
  const {
    data,
    keys,
    databaseUrl,
    sessionHours,
    quota,
    witnesses,
    witnessGrace,
    keepCheckpointsIn,
    rotateKeysEvery,
    feedGrace,
    logLevel,
    breakGlass,
    breakGlassMinutes,
  } = settings;
  const optional = {
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(witnesses ? { witnesses } : {}),
    ...(witnessGrace ? { witnessGrace } : {}),
    ...(keepCheckpointsIn ? { keepCheckpointsIn } : {}),
    ...(rotateKeysEvery ? { rotation: { every: rotateKeysEvery } } : {}),
    ...(settings.feeds ? { feeds: settings.feeds } : {}),
    ...(settings.connectors ? { connectors: settings.connectors } : {}),
    lampGrace: settings.lampGrace,
    inquiries: {
      sanctionMonths: settings.sanctionMonths,
      reprisalMonths: settings.reprisalMonths,
      noteMonths: settings.noteMonths,
    },
    ...(settings.reviewMinutes ? { reviewMinutes: settings.reviewMinutes } : {}),
    ...(settings.silentHours ? { silentHours: settings.silentHours } : {}),
    outside: outsideOf(settings),
  };
  const minutes = Math.min(breakGlassMinutes, 240);
  const glass = { minutes, most: Math.min(4 * minutes, 240), alone: breakGlass === "alone" };
  return { dataDir: data, keysDir: keys, ...optional, sessionHours, quota, feedGrace, breakGlass: glass, log: openLog(logLevel) };
}
