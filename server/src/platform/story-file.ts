import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Clock, StoryClock } from "./clock.ts";
import { realClock, storyClock } from "./clocks.ts";

/** Real time between two notes of where the story stands. */
const NOTE_EVERY = 1_000;

export interface HouseClock {
  clock: Clock;
  /** Present in a simulated house only. */
  story: StoryClock | undefined;
  /** Notes where the story stands. */
  close(): void;
}

/** The clock of a data directory: the wall's, or the story that goes on where it stood. `DIR/story.json` says which. */
export function houseClock(dataDir: string, simulatedFrom: Date | undefined): HouseClock {
  const file = join(dataDir, "story.json");
  const from = read(file) ?? simulatedFrom;
  if (!from) return { clock: realClock(), story: undefined, close: () => undefined };
  const note = (at: Date) => writeFileSync(file, JSON.stringify({ at: at.toISOString() }), { mode: 0o600 });
  note(from);
  let noted = Date.now();
  const story = storyClock(from, (at) => {
    if (Date.now() - noted < NOTE_EVERY) return;
    noted = Date.now();
    note(at);
  });
  return { clock: story, story, close: () => note(story.now()) };
}

function read(file: string): Date | undefined {
  try {
    return new Date((JSON.parse(readFileSync(file, "utf8")) as { at: string }).at);
  } catch {
    return undefined;
  }
}
