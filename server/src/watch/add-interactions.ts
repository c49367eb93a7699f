import { newId } from "../platform/ids.ts";
import { MOST_PRINTS } from "../platform/row-print.ts";
import { type BadEvidence, type Bound, bindEvidence } from "./bind-evidence.ts";
import type { Evidence } from "./evidence-sources/contract.ts";
import type { Bringer } from "./lookup-tokens.ts";
import type { WatchParts } from "./parts.ts";
import { interactionPrint } from "./prints.ts";
import { addInteractionRows, type NewInteraction, noteFeed } from "./store.ts";

/** Most records in one batch, and so in one journal entry. */
export const MAX_BATCH = 500;

export interface Added {
  /** Records that were not there, or that were completed. */
  new: number;
  /** Records that were there already. */
  same: number;
  /** Records without a customer: kept, explain nothing. */
  unbound: number;
  bad: BadEvidence[];
}

/**
 * Adds contact records of one source, at most 500, with one journal entry. Late records are welcome: the next evening run reads them.
 * The same number of the same source again changes nothing.
 * @throws KeeperDown when numbers of customers must be looked up and the keeper does not answer
 */
export async function addInteractions(
  parts: WatchParts,
  bringer: Bringer,
  source: string,
  batch: readonly Evidence[],
  options: { wait?: boolean } = {},
): Promise<Added> {
  const { bound, bad } = await bindEvidence(parts.db, parts.keeper, bringer, batch);
  const rows = bound.flatMap((one) => asRows(one, source));
  const unbound = bound.filter(({ customerIds }) => customerIds.length === 0).length;
  if (rows.length === 0) return { new: 0, same: 0, unbound, bad };
  const changed = await parts.act(async (tx, write) => {
    const written = await addInteractionRows(tx, unique(rows), parts.clock.now());
    const starts = rows.map(({ startsAt }) => startsAt.getTime());
    const [from, to] = [Math.min(...starts), Math.max(...starts)].map((at) => new Date(at).toISOString()) as [string, string];
    await noteFeed(tx, source, new Date(to), rows.length);
    for (let at = 0; at === 0 || at < written.length; at += MOST_PRINTS) {
      const some = written.slice(at, at + MOST_PRINTS);
      await write({
        typ: "interaction",
        aggregate: `feed:${source}`,
        act: bringer.personId,
        body: { kind: "batch", source, grade: "A", count: some.length, from, to, prints: some.map(interactionPrint) },
        marks: some.map(({ id }) => ({ table: "watch.interaction", id })),
      });
    }
    return written.length;
  }, options);
  return { new: changed, same: unique(rows).length - changed, unbound, bad };
}

/** Customers who share a number each get the record: the call explains a look at any of them. */
function asRows({ evidence, personId, customerIds }: Bound, source: string): NewInteraction[] {
  const { external, kind, channel, startsAt, endsAt, result } = evidence;
  const whom = customerIds.length > 0 ? customerIds : [undefined];
  return whom.map((customerId, at) => ({
    id: newId("int"),
    kind,
    personId,
    customerId,
    channel,
    startsAt,
    endsAt,
    result,
    source,
    external: at === 0 ? external : `${external}~${at}`,
    grade: "A",
  }));
}

/** The last of several records with one number: an insert may name each only once. */
const unique = (rows: NewInteraction[]): NewInteraction[] => [...new Map(rows.map((row) => [row.external, row])).values()];
