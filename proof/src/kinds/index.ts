/** All kinds of entry, in story order. A chapter adds its lines in its own file. */
import { accessKinds } from "./access.ts";
import { customerKinds } from "./customer.ts";
import { journalKinds } from "./journal.ts";
import { keeperKinds } from "./keeper.ts";
import type { Kinds } from "./kind.ts";
import { peopleKinds } from "./people.ts";
import { platformKinds } from "./platform.ts";
import { recordsKinds } from "./records.ts";
import { reviewKinds } from "./review.ts";
import { watchKinds } from "./watch.ts";

/** All kinds by their `typ`, each with its body. Old journals are judged by them too: what once fitted goes on fitting. */
export const ENTRY_KINDS = {
  ...keeperKinds,
  ...peopleKinds,
  ...recordsKinds,
  ...accessKinds,
  ...journalKinds,
  ...watchKinds,
  ...reviewKinds,
  ...customerKinds,
  ...platformKinds,
} as const satisfies Kinds;

/** A `typ`. */
export type EntryKind = keyof typeof ENTRY_KINDS;

/** Kinds that the keeper alone writes. */
export const KEEPER_KINDS: ReadonlySet<string> = new Set(Object.keys(keeperKinds));
/** Kinds of the keeper that `append` may write when the decision was `deny`: nothing was opened. */
export const REFUSABLE_KINDS: ReadonlySet<string> = new Set(["look", "listing", "search", "match", "use", "seal"]);
