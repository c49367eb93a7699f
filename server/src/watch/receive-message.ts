import { Problem, problem } from "../platform/problem.ts";
import { type Added, addInteractions, MAX_BATCH } from "./add-interactions.ts";
import { asKnown } from "./as-known.ts";
import type { BadEvidence } from "./bind-evidence.ts";
import { type Arrived, isSigned } from "./check-signature.ts";
import { type Evidence, isObject, type Parsed } from "./evidence-sources/contract.ts";
import { type Bringer, importGrant } from "./lookup-tokens.ts";
import type { WatchParts } from "./parts.ts";
import type { Feed } from "./read-feeds.ts";
import { readInstant } from "./read-instant.ts";
import { words } from "./words.ts";

export interface Received extends Added {
  /** Messages that speak of no contact with a customer. */
  others: number;
}

/** A grant lasts six hours; a new one is asked for before. */
const GRANT_KEPT = 5 * 3_600_000;

/** Takes what systems outside send as it happens. */
export interface MessageDoor {
  /**
   * Takes one message, or a list of at most 500, of a feed. The same again changes nothing.
   * @throws Problem 401 for an unknown feed and for a message that is not signed by it, alike; 400 for one that is no JSON · KeeperDown
   */
  receive(name: string, arrived: Arrived): Promise<Received>;
}

/** @param bringer the person in whose name a feed's records come */
export function messageDoor(parts: WatchParts, bringer: (who?: string) => Promise<Bringer>): MessageDoor {
  const grants = new Map<string, { grant: string; until: number }>();
  return {
    async receive(name, arrived) {
      const feed = parts.feeds.get(name);
      if (!feed || !isSigned(feed.source.signed, feed.secret, arrived, parts.clock.now()))
        throw problem("bad-signature", words.badSignature, { status: 401 });
      const { list, others, bad } = read(feed, arrived.body);
      if (list.length === 0) return { new: 0, same: 0, unbound: 0, others, bad };
      const who = await granted(parts, feed, await bringer(feed.by), bringer, grants);
      const evidence = list.map((one) => one.evidence);
      const added = await addInteractions(parts, who, name, evidence, { live: true }).catch((error: unknown) => {
        // A grant that is used up is asked for anew with the next message.
        if (error instanceof Problem && error.code === "lookup-refused") grants.delete(name);
        throw error;
      });
      return { ...added, others, bad: [...bad, ...added.bad.map((one) => ({ ...one, row: list[one.row]?.row ?? 0 }))] };
    },
  };
}

interface Read {
  list: Array<{ row: number; evidence: Evidence }>;
  others: number;
  bad: BadEvidence[];
}

function read({ source, map }: Feed, body: Buffer): Read {
  const messages = messagesOf(body);
  const found: Read = { list: [], others: 0, bad: [] };
  messages.forEach((message, row) => {
    const parsed: Parsed[] = isObject(message)
      ? source.parse(message, map, readInstant)
      : [{ fault: { column: "", what: "no JSON object", expected: "an object" } }];
    for (const one of parsed) {
      if ("evidence" in one) found.list.push({ row, evidence: asKnown(one.evidence, map) });
      else if ("fault" in one) found.bad.push({ row, ...one.fault });
      else found.others++;
    }
  });
  return found;
}

function messagesOf(body: Buffer): unknown[] {
  let said: unknown;
  try {
    said = JSON.parse(body.toString("utf8"));
  } catch {
    throw problem("bad-message", words.badMessage);
  }
  const list = Array.isArray(said) ? said : [said];
  if (list.length > MAX_BATCH) throw problem("too-large", words.tooManyMessages);
  return list;
}

/** At assurance 0 one person stands behind the lookups of a feed; above, the feed names a second one. Without a grant each is a search of his. */
async function granted(
  { keeper, clock }: WatchParts,
  { map, second }: Feed,
  who: Bringer,
  bringer: (who?: string) => Promise<Bringer>,
  grants: Map<string, { grant: string; until: number }>,
): Promise<Bringer> {
  const now = clock.now();
  const kept = grants.get(map.source);
  if (kept && kept.until > now.getTime()) return { ...who, grant: kept.grant };
  try {
    const other = second === undefined ? who.personId : (await bringer(second)).personId;
    const grant = await importGrant(keeper, now, who.personId, other, map.source);
    grants.set(map.source, { grant, until: now.getTime() + GRANT_KEPT });
    return { ...who, grant };
  } catch (error) {
    if (error instanceof Problem && error.code === "lookup-refused") return who;
    throw error;
  }
}
