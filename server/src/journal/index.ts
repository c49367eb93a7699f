/** What happened, beyond denial? The door of the journal: the keeper's client, acts with their entries, projection, trail, receipts. */
export { type Act, type ActOptions, type Derive, makeAct, makeDerive, NoEntry } from "./act.ts";
export { type ExportAsk, type Exported, type ExportHead, exportJournal, partOf } from "./export-journal.ts";
export type { Ask, CallOptions, Keeper } from "./keeper.ts";
export { KeeperDown, NotYetSealed, type WhyDown } from "./keeper-down.ts";
export { KeeperFailed } from "./keeper-process.ts";
export type { Lamp } from "./lamp.ts";
export type { LookRow, SeenKind } from "./look-row.ts";
export { type Journal, type JournalParts, makeJournal, type RebuildAsk } from "./make-journal.ts";
export type { Mark, MarkedTable } from "./marks.ts";
export { journal0001 } from "./migrations/0001-journal.ts";
export { EntryFault, type OutboxEntry, type Write } from "./outbox.ts";
export type { KeeperState } from "./pulse.ts";
export type { KnownHolder, KnownHolders } from "./rebuild.ts";
export { receiptOf } from "./receipt.ts";
export { type JournalRouteParts, journalRoutes } from "./routes.ts";
export { type KeeperOptions, type RunningKeeper, startKeeper } from "./start-keeper.ts";
export { rememberedHead, type TrailRow } from "./store.ts";
export type { TrailAsk, TrailPage } from "./trail.ts";
