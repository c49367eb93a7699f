import type { Evidence, EvidenceMap } from "./evidence-sources/contract.ts";

/** What the source calls a person, as he is called here, where the map says so. */
export function asKnown(evidence: Evidence, { persons = {} }: EvidenceMap): Evidence {
  const { login } = evidence;
  const known = login === undefined || !Object.hasOwn(persons, login) ? undefined : persons[login];
  return known === undefined ? evidence : { ...evidence, login: known };
}
