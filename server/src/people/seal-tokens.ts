import type { SealCall } from "@mercusuar/keeper";
import { problem } from "../platform/problem.ts";
import { fieldProblem } from "./faults.ts";
import type { House } from "./parts.ts";

export type Index = SealCall["holders"][number]["index"];

/** A value of somebody, as it is looked for and as it is kept: for new tokens when keys are rotated. */
export interface SealedToken {
  ix: string;
  token: string;
  field: string;
  value: string;
}

type Named = Index[number] & { field: string };
type Fields = SealCall["holders"][number]["fields"];

/** Seals values under a person's own key, those `named` with the tokens by which a customer who bears them is found. */
export async function sealForPerson(
  house: House,
  personId: string,
  by: string,
  named: Named[],
  more: Fields = [],
): Promise<{ sealed: Record<string, string>; tokens: SealedToken[] }> {
  const { rows } = await house.db.query<{ wrap: string | null }>("select wrap from people.person where id = $1", [personId]);
  const wrap = rows[0]?.wrap;
  if (!wrap) throw fieldProblem([{ field: "person", what: "somebody with a key of his own" }]);
  const fields = [...more, ...named.map(({ field, value }) => ({ id: field, ver: 1, value }))];
  const index = named.map(({ ix, value }) => ({ ix, value }));
  const holders = [{ kind: "person" as const, id: personId, wrap, fields, index }];
  const done = await house.keeper.seal({
    claims: { act: by, dec: "allow", rsn: [], ...(by === personId ? { wrap } : {}) },
    source: "conflict",
    holders,
  });
  if (!done.ok)
    throw problem("keeper-refused", { id: "Sistem kunci menolak.", en: "The keeper refused." }, { status: 503, reason: done.code });
  const [holder] = done.holders;
  const sealed = holder?.fields ?? {};
  // While keys are rotated a value has two tokens, and a customer may have either.
  const tokens = (holder?.tokens ?? []).flatMap(({ ix, token, older = [] }, at) => {
    const field = named[at]?.field ?? "";
    return [token, ...older].map((one) => ({ ix, token: one, field, value: sealed[field] ?? "" }));
  });
  return { sealed, tokens };
}
