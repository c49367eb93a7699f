import {
  type Journal,
  makeJournal,
  type OutsideSettings,
  type RunningKeeper,
  rememberedHead,
  type StandbyOptions,
  startKeeper,
} from "./journal/index.ts";
import { known } from "./platform/known.ts";
import { mustBeOwn, mustReadThere, readThere } from "./product-apart.ts";
import type { Ground } from "./product-ground.ts";
import { knownHolders } from "./product-holders.ts";

export interface JournalOptions {
  /** Milliseconds until a keeper counts as slow. */
  keeperTimeout?: number;
  /** The keeper's own brakes: openings of one person in an hour, of all in a minute. */
  keeperLimits?: { budget: number; ceiling: number };
  /** File with the trust policy (C2SP tlog-policy) whose witnesses cosign the journal. */
  witnesses?: string;
  /** Minutes that they may be away before nothing sensitive is opened. */
  witnessGrace?: number;
  /** Directory of somebody else into which a checkpoint goes each day. */
  keepCheckpointsIn?: string;
  /** Days for which entries are kept at least; the keeper's own term when absent. */
  term?: number;
  /** What two persons opened, where the keys are sealed. */
  startKey?: Buffer;
  /** Who outside gets a checkpoint each day: an authority that stamps the time. */
  outside?: OutsideSettings;
  /** The standby that has to have each batch; what is done with it at this start. */
  standby?: StandbyOptions;
}

/** Openings of honey records before the watch listens wait for it. */
class HoneyBell {
  private readonly early: number[] = [];
  private listener: ((entry: number) => void) | undefined;

  tell(entry: number): void {
    if (this.listener) this.listener(entry);
    else this.early.push(entry);
  }

  listen(listener: (entry: number) => void): void {
    this.listener = listener;
    for (const entry of this.early.splice(0)) listener(entry);
  }
}

export interface Journaled {
  honey: HoneyBell;
  keeper: RunningKeeper;
  journal: Journal;
}

export async function openJournal(
  ground: Ground,
  { keeperTimeout, keeperLimits, witnesses, witnessGrace, keepCheckpointsIn, term, outside, standby, startKey }: JournalOptions,
  closers: Array<() => unknown>,
): Promise<Journaled> {
  const { db, clock, dataDir, keysDir, simulated, log, keeperApart } = ground;
  const onState = (state: string, reason?: string) => log[state === "up" ? "info" : "error"]({ state, reason }, "keeper");
  const honey = new HoneyBell();
  if (keeperApart === undefined) mustBeOwn(ground);
  else mustReadThere(keeperApart, ground);
  const keeper = await startKeeper({
    dataDir,
    keysDir,
    clock,
    simulated,
    onState,
    onAlarm: (alarm) => log.warn(alarm, "keeper"),
    onHoney: (entry) => honey.tell(entry),
    ...known({
      apart: keeperApart,
      timeout: keeperTimeout,
      limits: keeperLimits,
      witnesses,
      grace: witnessGrace,
      keepIn: keepCheckpointsIn,
      term,
      standby,
      startKey,
      seen: await rememberedHead(db),
    }),
  });
  closers.push(() => keeper.close());
  if (keeperApart !== undefined && keeper.pulse.state === "up") readThere(keeperApart, ground);
  const journal = makeJournal({
    db,
    keeper,
    clock,
    dataDir,
    holders: () => knownHolders(db),
    ...known({ outside }),
    onFault: ({ name }) => log.error({ name }, "projection"),
  });
  closers.push(() => journal.close());
  await journal.start();
  await goOn(ground, journal);
  return { keeper, journal, honey };
}

/** A process that was killed noted its story a while ago: the story never goes back behind what has happened in it. */
async function goOn({ story }: Ground, journal: Journal): Promise<void> {
  const latest = story && (await journal.latestMoment());
  if (latest && latest > story.now()) story.set(latest);
}
