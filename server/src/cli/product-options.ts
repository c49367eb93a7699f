import { known } from "../platform/known.ts";
import { openLog } from "../platform/log.ts";
import type { Settings } from "../platform/settings.ts";
import { outsideOf } from "./outside-settings.ts";

/** What the product needs of the settings. */
export function productOptions(settings: Settings) {
  const { data, keys, keeper: keeperApart, rotateKeysEvery, breakGlass, breakGlassMinutes, logLevel } = settings;
  const { databaseUrl, witnesses, witnessGrace, keepCheckpointsIn, term, feeds, connectors, reviewMinutes, silentHours } = settings;
  const { sessionHours, quota, feedGrace, lampGrace, sanctionMonths, reprisalMonths, noteMonths } = settings;
  const { controlDays, remindEvery, drills } = settings;
  const minutes = Math.min(breakGlassMinutes, 240);
  return {
    ...known({ keeperApart, databaseUrl, witnesses, witnessGrace, keepCheckpointsIn, term, feeds, connectors, reviewMinutes, silentHours }),
    ...{ dataDir: data, keysDir: keys, sessionHours, quota, feedGrace, lampGrace, outside: outsideOf(settings), log: openLog(logLevel) },
    rotation: known({ every: rotateKeysEvery }),
    inquiries: { sanctionMonths, reprisalMonths, noteMonths },
    controls: { controlDays, remindEvery, ...known({ drills }) },
    breakGlass: { minutes, most: Math.min(4 * minutes, 240), alone: breakGlass === "alone" },
  };
}
