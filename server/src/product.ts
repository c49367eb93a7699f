import {
  type Access,
  access0001,
  access0002,
  access0003,
  access0004,
  access0005,
  type BreakGlassSettings,
  defaultAccessSettings,
  makeAccess,
  readConnectors,
} from "./access/index.ts";
import { type Customer, customer0001, defaultCustomerSettings, makeCustomer } from "./customer/index.ts";
import {
  type Journal,
  journal0001,
  journal0003,
  journalKeyCopies,
  makeJournal,
  type OutsideSettings,
  type Rotation,
  type RunningKeeper,
  rememberedHead,
  type StandbyOptions,
  startKeeper,
} from "./journal/index.ts";
import {
  defaultPeopleSettings,
  FIRST_TERMS,
  makePeople,
  type People,
  people0001,
  people0002,
  people0003,
  people0004,
  people0005,
  people0008,
} from "./people/index.ts";
import type { Migration } from "./platform/migration.ts";
import { openDestruction } from "./product-destruction.ts";
import { type Ground, type GroundOptions, openGround } from "./product-ground.ts";
import { knownHolders } from "./product-holders.ts";
import { openRotation, type RotationOptions } from "./product-rotation.ts";
import {
  type Destruction,
  indexValue,
  makeRecords,
  type Records,
  records0001,
  records0002,
  records0003,
  records0004,
  records0005,
} from "./records/index.ts";
import {
  defaultReviewSettings,
  type InquirySettings,
  makeReview,
  type Review,
  review0001,
  review0002,
  review0003,
  review0004,
  review0006,
  review0008,
  review0009,
} from "./review/index.ts";
import {
  makeTower,
  makeWatch,
  readFeeds,
  type Tower,
  type Watch,
  watch0001,
  watch0002,
  watch0003,
  watch0005,
  watch0006,
} from "./watch/index.ts";

export interface ProductOptions extends GroundOptions {
  /** Hours until a session ends. */
  sessionHours?: number;
  /** Looks, searches and self-opened tasks a person and day (R34). */
  quota?: number;
  /** File of connectors: what calls and writes to customers. */
  connectors?: string;
  /** Emergency access: minutes, who decides. */
  breakGlass?: Partial<BreakGlassSettings>;
  /** Minutes that the reviewers of an office have in a day; absent: one look in a hundred is reviewed, at least three. */
  reviewMinutes?: number;
  /** Hours until a row that nobody decides goes to the superior (R5). */
  silentHours?: number;
  /** Cost of the password hash; tests take less. */
  scryptCost?: number;
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
  /** What two persons opened, where the keys are sealed. */
  startKey?: Buffer;
  /** Who outside gets a checkpoint each day: an authority that stamps the time. */
  outside?: OutsideSettings;
  /** The standby that has to have each batch; what is done with it at this start. */
  standby?: StandbyOptions;
  rotation?: RotationOptions;
  /** Hours that something may be late before the lamp is amber (R71). */
  lampGrace?: number;
  /** Of inquiries; what is not given holds by itself. */
  inquiries?: Partial<InquirySettings>;
  /** Hours after a day for which looks wait for a feed that is missing. */
  feedGrace?: number;
  /** File of feeds: systems that send messages about contacts. */
  feeds?: string;
}

const FEED_GRACE = 24;

export interface Product extends Ground {
  keeper: RunningKeeper;
  journal: Journal;
  people: People;
  records: Records;
  access: Access;
  watch: Watch;
  review: Review;
  customer: Customer;
  tower: Tower;
  destruction: Destruction;
  rotation: Rotation;
  close(): Promise<void>;
}

/** Schemas of all chapters, in story order. */
export const MIGRATIONS: Migration[] = [
  people0001,
  people0002,
  people0003,
  people0004,
  people0005,
  people0008,
  records0001,
  records0002,
  records0003,
  records0004,
  records0005,
  access0001,
  access0002,
  access0003,
  access0004,
  access0005,
  journal0001,
  journalKeyCopies,
  journal0003,
  watch0001,
  watch0002,
  watch0003,
  watch0005,
  watch0006,
  review0001,
  review0004,
  review0006,
  review0008,
  review0002,
  review0003,
  review0009,
  customer0001,
];

/** Hours. */
const LAMP_GRACE = 24;

type Closers = Array<() => unknown>;

/** Puts the parts together in story order; the only file that knows them all. What was opened before a failure is closed again. */
export async function openProduct(options: ProductOptions): Promise<Product> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const ground = await openGround(options, MIGRATIONS, closers);
    const journaled = await openJournal(ground, options, closers);
    return { ...ground, ...journaled, ...(await tellChapters(ground, journaled, options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
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

interface Journaled {
  honey: HoneyBell;
  keeper: RunningKeeper;
  journal: Journal;
}

async function openJournal(
  ground: Ground,
  { keeperTimeout, keeperLimits, witnesses, witnessGrace, keepCheckpointsIn, outside, standby, startKey }: ProductOptions,
  closers: Closers,
): Promise<Journaled> {
  const { db, clock, dataDir, keysDir, simulated, log } = ground;
  const onState = (state: string, reason?: string) => log[state === "up" ? "info" : "error"]({ state, reason }, "keeper");
  const honey = new HoneyBell();
  const keeper = await startKeeper({
    dataDir,
    keysDir,
    clock,
    simulated,
    onState,
    onAlarm: (alarm) => log.warn(alarm, "keeper"),
    onHoney: (entry) => honey.tell(entry),
    ...chosen({
      timeout: keeperTimeout,
      limits: keeperLimits,
      witnesses,
      grace: witnessGrace,
      keepIn: keepCheckpointsIn,
      standby,
      startKey,
      seen: await rememberedHead(db),
    }),
  });
  closers.push(() => keeper.close());
  const journal = makeJournal({
    db,
    keeper,
    clock,
    dataDir,
    holders: () => knownHolders(db),
    ...chosen({ outside }),
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

/** The chapters in story order. A need that points backwards is a port, filled here by the later chapter. */
async function tellChapters(ground: Ground, { keeper, journal, honey }: Journaled, options: ProductOptions, closers: Closers) {
  const { act, derive } = journal;
  const parts = { ...ground, keeper, act, derive };
  const people: People = makePeople({
    ...parts,
    settings: { ...defaultPeopleSettings, ...chosen({ sessionHours: options.sessionHours, scryptCost: options.scryptCost }) },
    ports: {
      indexValue,
      personEnded: (tx, write, personId, at) => access.personEnded(tx, write, personId, at),
      approvalCustomer: async (what, subject) => (what === "destroy" ? ((await records.customerHolder(subject)) ?? "none") : undefined),
      quota: (personId, zone) => access.quota(personId, zone),
    },
  });
  const records = makeRecords(parts);
  const watch = makeWatch({
    ...parts,
    flush: () => journal.flush(),
    ports: { rerunEvening: (day) => review.rerunEvening(day) },
    feeds: options.feeds ? readFeeds(options.feeds) : new Map(),
    feedGrace: options.feedGrace ?? FEED_GRACE,
    onFault: ({ name }) => ground.log.error({ name }, "late days"),
  });
  closers.push(() => watch.close());
  // Lost with the process where it dies in that moment; the look itself is explained, or lies on the desk, like any other.
  honey.listen((entry) => void watch.honeyOpened(entry).catch(({ name }: Error) => ground.log.error({ name }, "a finding was not kept")));
  const access = makeAccess({
    ...parts,
    people,
    records,
    flush: () => journal.flush(),
    settings: {
      ...{ ...defaultAccessSettings, ...chosen({ quota: options.quota }) },
      breakGlass: { ...defaultAccessSettings.breakGlass, ...options.breakGlass },
    },
    ...(options.connectors ? readConnectors(options.connectors) : { ways: new Map() }),
    ports: { liveContact: watch.liveContact, outcomeRecorded: watch.recordOutcome },
  });
  if (!(await people.newestTerms())) await people.publishTerms({ text: FIRST_TERMS });
  await records.start();
  closers.push(() => records.close());
  await access.publishPolicy();
  const review: Review = makeReview({
    ...parts,
    settings: { ...defaultReviewSettings, ...chosen({ reviewMinutes: options.reviewMinutes, silentHours: options.silentHours }) },
    watch,
    people: people.within,
    ...(options.inquiries ? { inquirySettings: options.inquiries } : {}),
    callBacks: {
      dispatch: async (task) => (await access.handInCase({ id: "operator" }, { ...task, origin: "dispatch" })).case.id,
      functionsOf: (id) => records.purpose(id)?.functions ?? [],
    },
    flush: () => journal.flush(),
    fieldLabel: (id, language) => records.fields.find((field) => field.id === id)?.label[language] ?? id,
    purposeLabel: (id, language) => records.purpose(id)?.name[language] ?? id,
  });
  const customer = makeCustomer({
    ...parts,
    ...{ access, records, settings: defaultCustomerSettings },
    purposeLabel: (id, language) => records.purpose(id)?.name[language] ?? id,
  });
  closers.push(() => customer.close());
  const destruction = await openDestruction(ground, { keeper, journal, people, access });
  const rotation = await openRotation(ground, { keeper, journal, people, records }, options.rotation ?? {});
  closers.push(() => rotation.close());
  const tower = makeTower({
    ...parts,
    journalLamp: () => journal.lampOf(),
    feeds: (now) => watch.feedStates(now),
    missedEvenings: (now) => review.missedEvenings(now),
    graceHours: options.lampGrace ?? LAMP_GRACE,
    nights: !ground.simulated,
  });
  return { people, records, access, watch, review, customer, tower, destruction, rotation };
}

function chosen<Options extends object>(options: Options): { [Key in keyof Options]: NonNullable<Options[Key]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Options]: NonNullable<Options[Key]>;
  };
}
