import type { SealCall, SealResult } from "@mercusuar/keeper";
import { problem } from "../platform/problem.ts";
import type { Field } from "./fields/field.ts";
import { indexValue, PAIRED } from "./index-values.ts";
import type { House, SealedFields } from "./parts.ts";

/** A holder whose values are to be sealed; `wrap` where it has keys already. */
export interface ToSeal {
  id: string;
  wrap?: string;
  /** Normalised values by field id. */
  values: Record<string, string>;
  /** Version of the values; 1 for a new holder. */
  version: (field: string) => number;
  honey?: boolean;
}

export interface SealedHolder {
  id: string;
  wrap: string;
  sealed: SealedFields;
  tokens: Array<{ ix: string; token: string }>;
}

const INDEXED = new WeakMap<readonly Field[], Field[]>();

/** The few fields of a catalogue that have an index: asked for each row of an import. */
function indexedFields(fields: readonly Field[]): Field[] {
  const known = INDEXED.get(fields) ?? fields.filter(({ index }) => index);
  INDEXED.set(fields, known);
  return known;
}

/** Values under which a customer is found. */
export function indexesOf(house: Pick<House, "fields">, values: Record<string, string>): Array<{ ix: string; value: string }> {
  const found = indexedFields(house.fields).flatMap(({ id, index }) => {
    const value = index && values[id] ? indexValue(index, values[id]) : undefined;
    return index && value ? [{ ix: index, value }] : [];
  });
  const pairs = PAIRED.flatMap(({ ix, of: [first, second] }) => {
    const value = values[first] && values[second] ? indexValue(ix, `${values[first]}|${values[second]}`) : undefined;
    return value ? [{ ix: ix as string, value }] : [];
  });
  return [...found, ...pairs];
}

/** Seals at most 500 holders in one entry. @throws Problem `grant` where the import grant does not reach · KeeperDown */
export async function sealHolders(
  house: House,
  holders: ToSeal[],
  about: { by: string; grant?: string | undefined; source?: string | undefined },
) {
  const call: Omit<SealCall, "call" | "iid"> = {
    claims: { act: about.by, dec: "allow", rsn: [] },
    ...(about.grant ? { grant: about.grant } : {}),
    ...(about.source ? { source: about.source } : {}),
    holders: holders.map(({ id, wrap, values, version, honey }) => ({
      kind: "customer",
      id,
      ...(wrap ? { wrap } : {}),
      ...(honey ? { flags: { honey } } : {}),
      fields: Object.entries(values).map(([field, value]) => ({ id: field, ver: version(field), value })),
      index: indexesOf(house, values),
    })),
  };
  const result = await house.keeper.seal(call);
  if (!result.ok) throw sealRefused(result.code, result.detail);
  return { idx: result.idx, holders: result.holders.map((holder, at) => asSealed(holder, holders[at] as ToSeal)) };
}

function asSealed({ id, wrap, fields, tokens }: SealResult["holders"][number], { version }: ToSeal): SealedHolder {
  const sealed: SealedFields = {};
  for (const [field, ciphertext] of Object.entries(fields)) sealed[field] = [version(field), ciphertext];
  return { id, wrap, sealed, tokens };
}

function sealRefused(code: string, detail: string) {
  const title = { id: "Sistem kunci menolak menyegel data ini.", en: "The keeper refused to seal these values." };
  return problem(code === "grant" ? "grant" : "seal-refused", title, { status: 409, detail: { id: detail, en: detail } });
}
