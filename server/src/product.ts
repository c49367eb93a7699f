import {
  type Access,
  accessMigrations,
  type BreakGlassSettings,
  defaultAccessSettings,
  makeAccess,
  readConnectors,
} from "./access/index.ts";
import { type Customer, customerMigrations, defaultCustomerSettings, makeCustomer } from "./customer/index.ts";
import { type Journal, journalMigrations, type Pruning, type Rotation, type RunningKeeper } from "./journal/index.ts";
import { defaultPeopleSettings, FIRST_TERMS, makePeople, type People, peopleMigrations } from "./people/index.ts";
import { known } from "./platform/known.ts";
import type { Migration } from "./platform/migration.ts";
import { openDestruction } from "./product-destruction.ts";
import { type Ground, type GroundOptions, openGround } from "./product-ground.ts";
import { type Journaled, type JournalOptions, openJournal } from "./product-journal.ts";
import { openPruning } from "./product-pruning.ts";
import { openRotation, type RotationOptions } from "./product-rotation.ts";
import { type Destruction, indexValue, makeRecords, type Records, recordsMigrations } from "./records/index.ts";
import {
  type ControlSettings,
  defaultReviewSettings,
  type InquirySettings,
  makeReview,
  type Review,
  reviewMigrations,
} from "./review/index.ts";
import { makeTower, makeWatch, readFeeds, type Tower, type Watch, watchMigrations } from "./watch/index.ts";

export interface ProductOptions extends GroundOptions, JournalOptions {
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
  rotation?: RotationOptions;
  /** Hours that something may be late before the lamp is amber (R71). */
  lampGrace?: number;
  /** Of inquiries; what is not given holds by itself. */
  inquiries?: Partial<InquirySettings>;
  /** Of supervisors' own controls, likewise. */
  controls?: Partial<ControlSettings>;
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
  pruning: Pruning;
  close(): Promise<void>;
}

/** Schemas of all chapters, in story order. */
export const MIGRATIONS: Migration[] = [
  ...peopleMigrations,
  ...recordsMigrations,
  ...accessMigrations,
  ...journalMigrations,
  ...watchMigrations,
  ...reviewMigrations,
  ...customerMigrations,
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

/** The chapters in story order. A need that points backwards is a port, filled here by the later chapter. */
async function tellChapters(ground: Ground, { keeper, journal, honey }: Journaled, options: ProductOptions, closers: Closers) {
  const { act, derive } = journal;
  const parts = { ...ground, keeper, act, derive };
  const people: People = makePeople({
    ...parts,
    settings: { ...defaultPeopleSettings, ...known({ sessionHours: options.sessionHours, scryptCost: options.scryptCost }) },
    ports: {
      indexValue,
      personEnded: (tx, write, personId, at) => access.personEnded(tx, write, personId, at),
      personMoved: (tx, officeId, at) => watch.lateDays.moved(tx, officeId, at),
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
      ...{ ...defaultAccessSettings, ...known({ quota: options.quota }) },
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
    settings: { ...defaultReviewSettings, ...known({ reviewMinutes: options.reviewMinutes, silentHours: options.silentHours }) },
    watch,
    people: people.within,
    ...(options.inquiries ? { inquirySettings: options.inquiries } : {}),
    ...(options.controls ? { controlSettings: options.controls } : {}),
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
    ...{ access, records, watch, settings: defaultCustomerSettings },
    purposeLabel: (id, language) => records.purpose(id)?.name[language] ?? id,
  });
  closers.push(() => customer.close());
  const destruction = await openDestruction(ground, { keeper, journal, people, access });
  const pruning = openPruning(ground, { keeper, journal, people, review });
  closers.push(() => pruning.close());
  const rotation = await openRotation(ground, { keeper, journal, people, records }, options.rotation ?? {});
  closers.push(() => rotation.close());
  const tower = makeTower({
    ...parts,
    journalLamp: () => journal.lampOf(),
    feeds: (now) => watch.feedStates(now),
    missingHolidays: (now) => access.missingHolidays(now),
    missedEvenings: (now) => review.missedEvenings(now),
    graceHours: options.lampGrace ?? LAMP_GRACE,
    nights: !ground.simulated,
  });
  return { people, records, access, watch, review, customer, tower, destruction, rotation, pruning };
}
