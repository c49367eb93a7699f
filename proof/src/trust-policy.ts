/** C2SP tlog-policy: which logs are believed, which witnesses are known, and how many of them must have cosigned (the quorum). */
import type { CosignerKey } from "./cosignature.ts";
import type { VerifierKey } from "./note.ts";

/** A log that is believed: the line `log` of a policy. */
export interface TrustedLog {
  /** Its name is the log's origin. */
  key: VerifierKey;
  /** Where it is served, if the policy says so. */
  url?: string;
}

/** Whoever cosigns: the line `witness` of a policy. */
export interface Witness {
  /** Means something inside this policy only. */
  name: string;
  key: CosignerKey;
  /** Where it is asked (C2SP tlog-witness), if the policy says so. */
  url?: string;
}

/** Has witnessed a checkpoint where at least `need` of its members have: witnesses, or groups that stand before it. */
export interface WitnessGroup {
  name: string;
  need: number;
  members: string[];
}

/** A policy taken apart; its text is read by `parseTrustPolicy`. */
export interface TrustPolicy {
  logs: TrustedLog[];
  witnesses: Witness[];
  groups: WitnessGroup[];
  /** A witness, a group, or "none": then no cosignature is asked for. */
  quorum: string;
}

/** A policy that believes one log alone and asks for no witness. */
export function trustIn(key: VerifierKey): TrustPolicy {
  return { logs: [{ key }], witnesses: [], groups: [], quorum: "none" };
}

/**
 * Whether these witnesses, by their names in the policy, are enough: tlog-policy, "Defining a witness group". Names that the policy
 * does not know add nothing.
 */
export function quorumMet(policy: TrustPolicy, cosigned: ReadonlySet<string>): boolean {
  if (policy.quorum === "none") return true;
  const witnessed = new Set(policy.witnesses.map(({ name }) => name).filter((name) => cosigned.has(name)));
  for (const { name, need, members } of policy.groups) {
    if (members.filter((member) => witnessed.has(member)).length >= need) witnessed.add(name);
  }
  return witnessed.has(policy.quorum);
}
