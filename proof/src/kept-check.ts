/** Compares a journal with what its reader kept of it: checkpoints and receipts. What was signed once can neither go nor change. */
import { checkHead } from "./check-head.ts";
import { checkProof } from "./check-proof.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { type Hash, leafHash } from "./hash.ts";
import { parseTlogProof } from "./tlog-proof.ts";
import type { Edge } from "./tree.ts";
import type { TrustPolicy } from "./trust-policy.ts";
import type { Finding } from "./verdict.ts";

interface Kept {
  where: string;
  hash: Hash;
}

export interface KeptFiles {
  known?: readonly string[];
  receipts?: readonly string[];
}

export class KeptCheck {
  private readonly roots = new Map<number, Kept[]>();
  private readonly leaves = new Map<number, Kept[]>();
  /** Where another history was signed, the narrowest range first; says something only once the journal gives its own signed root. */
  readonly forks: Finding[] = [];
  /** Entries up to which the journal and what was kept are one history. */
  private agreed = 0;

  root({ size, root }: Checkpoint, where: string): void {
    this.roots.set(size, [...(this.roots.get(size) ?? []), { where, hash: root }]);
  }

  leaf(index: number, hash: Hash, where: string): void {
    this.leaves.set(index, [...(this.leaves.get(index) ?? []), { where, hash }]);
  }

  /** The tree after its latest entry, whose leaf is given too. */
  see(edge: Edge, leaf: Hash): void {
    const { size } = edge;
    for (const { where, hash } of this.leaves.get(size - 1) ?? []) if (hash !== leaf) this.fork(size, where);
    const roots = this.roots.get(size);
    if (roots === undefined) return;
    const root = edge.root();
    for (const { where, hash } of roots) if (hash !== root) this.fork(size, where);
    if (roots.some(({ hash }) => hash === root)) this.agreed = size;
  }

  /** The first entry that differs lies before `upto`, and not before what fitted last. */
  private fork(upto: number, where: string): void {
    const last = upto - 1;
    const from = this.agreed === last ? `from entry ${last} on` : `from an entry between ${this.agreed} and ${last} on`;
    this.forks.push({ code: "E_FORK", index: this.agreed, upto, where: `${where}: another history ${from}` });
  }

  /** What was kept and a journal of this size does not hold any more. */
  beyond(size: number): Finding[] {
    const gone = [...this.leaves].filter(([index]) => index >= size).flatMap(([, kept]) => kept);
    const shorter = [...this.roots].filter(([known]) => known > size).flatMap(([, kept]) => kept);
    return [
      ...gone.map(({ where }): Finding => ({ code: "E_FORK", where })),
      ...shorter.map(({ where }): Finding => ({ code: "E_ROLLBACK", where })),
    ];
  }
}

/**
 * What the reader kept, each checked under the logs of the policy (witnesses are not asked for: the log's signature binds the log), and
 * the faults of those files that prove nothing.
 */
export async function readKept(files: KeptFiles, trust: TrustPolicy): Promise<{ check: KeptCheck; faults: Finding[] }> {
  const logs: TrustPolicy = { logs: trust.logs, witnesses: [], groups: [], quorum: "none" };
  const check = new KeptCheck();
  const faults: Finding[] = [];
  for (const [i, text] of (files.known ?? []).entries()) {
    const head = await checkHead(text, logs, `known checkpoint ${i + 1}`);
    if ("fault" in head) faults.push(head.fault);
    else check.root(head.checkpoint, `known checkpoint ${i + 1}`);
  }
  for (const [i, text] of (files.receipts ?? []).entries()) {
    const fault = await addReceipt(check, text, logs, `receipt ${i + 1}`);
    if (fault !== undefined) faults.push(fault);
  }
  return { check, faults };
}

async function addReceipt(check: KeptCheck, text: string, logs: TrustPolicy, where: string): Promise<Finding | undefined> {
  const proof = parseTlogProof(text);
  if ("code" in proof) return { code: proof.code, where: `${where}: ${proof.where}` };
  if (proof.extra === undefined) return { code: "E_SCHEMA", where: `${where}: the entry is not in it as extra data` };
  const checked = await checkProof(proof.extra, text, logs);
  // A receipt that does not prove its own entry says nothing about the journal's root.
  if (!checked.ok) return { code: checked.code === "E_ROOT" ? "E_SCHEMA" : checked.code, where: `${where}: ${checked.where ?? ""}` };
  const head = await checkHead(proof.checkpoint, logs, where);
  if ("fault" in head) return head.fault;
  check.leaf(proof.index, leafHash(proof.extra), where);
  check.root(head.checkpoint, where);
  return undefined;
}
