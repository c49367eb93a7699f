import type { HolderRef } from "@mercusuar/keeper";
import type { Keeper } from "../journal/index.ts";
import { problem } from "../platform/problem.ts";
import { words } from "./words.ts";

export type TokenKeeper = Pick<Keeper, "tokens" | "seal" | "grant">;

/** Who brings the records in: the searched numbers count as his. */
export interface Bringer {
  personId: string;
  wrap: string;
  /** Import grant, for files: without one each 20 numbers are a search of his. */
  grant?: string;
}

interface Query {
  ix: string;
  value: string;
}

/** Most queries in one call of the keeper. */
const A_CALL = 20;
const GRANT_MOST = 5_000_000;
const GRANT_HOURS = 6;

/** Index tokens of numbers, in the order asked. @throws Problem `lookup-refused` when the keeper's budget for this person is used up · KeeperDown */
export async function lookupTokens(keeper: TokenKeeper, bringer: Bringer | undefined, queries: readonly Query[]): Promise<string[][]> {
  if (queries.length === 0) return [];
  if (bringer === undefined) throw problem("lookup-refused", words.noBringer, { status: 409 });
  if (bringer.grant !== undefined) return byGrant(keeper, bringer, queries);
  const found: string[][] = [];
  const person: HolderRef = { kind: "person", id: bringer.personId, wrap: bringer.wrap };
  for (let at = 0; at < queries.length; at += A_CALL) {
    const answer = await keeper.tokens({
      claims: { act: bringer.personId, dec: "allow", rsn: [] },
      person,
      queries: queries.slice(at, at + A_CALL),
    });
    if (!answer.ok) throw problem("lookup-refused", words.lookupRefused, { status: 429 });
    found.push(...answer.tokens);
  }
  return found;
}

async function byGrant(keeper: TokenKeeper, { personId, wrap, grant = "" }: Bringer, queries: readonly Query[]): Promise<string[][]> {
  const answer = await keeper.seal({
    claims: { act: personId, dec: "allow", rsn: [] },
    grant,
    source: "evidence",
    holders: [{ kind: "person", id: personId, wrap, fields: [], index: [...queries] }],
  });
  if (!answer.ok) throw problem("lookup-refused", words.lookupRefused, { status: 409 });
  return (answer.holders[0]?.tokens ?? []).map(({ token, older = [] }) => [token, ...older]);
}

/** Leave to look up the numbers of one file. At assurance 0 one person may give it alone; above, the keeper asks for a second one. */
export async function importGrant(keeper: TokenKeeper, now: Date, by: string, second: string, source: string): Promise<string> {
  const until = new Date(now.getTime() + GRANT_HOURS * 3_600_000).toISOString();
  const answer = await keeper.grant({ by, second, max: GRANT_MOST, until, source });
  if (!answer.ok) throw problem("lookup-refused", words.grantRefused, { status: 409 });
  return answer.grant;
}
