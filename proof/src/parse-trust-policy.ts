/** Reads the text of a C2SP tlog-policy, line by line: tlog-policy, "Policy file syntax and structure". */
import { hasControl } from "./bytes.ts";
import { parseCosignerVkey } from "./cosignature.ts";
import { parseVkey, type VerifierKey } from "./note.ts";
import type { TrustPolicy } from "./trust-policy.ts";

/** Most logs, witnesses and groups each; the specification recommends at least 32. */
const MAX_EACH = 256;
const MAX_CHARACTERS = 256 * 1024;

/** What is wrong in a policy, and in which line (from 1). */
export class TrustPolicyError extends Error {
  readonly line: number;

  constructor(line: number, what: string) {
    super(`policy, line ${line}: ${what}`);
    this.name = "TrustPolicyError";
    this.line = line;
  }
}

/**
 * The policy of this text. Names are compared as they are written, without any Unicode folding.
 * @throws {TrustPolicyError} names the line and what is wrong with it
 */
export function parseTrustPolicy(text: string): TrustPolicy {
  const lines = text.split("\n");
  if (text.length > MAX_CHARACTERS) throw new TrustPolicyError(1, `the policy is longer than ${MAX_CHARACTERS} characters`);
  if (lines.pop() !== "") throw new TrustPolicyError(lines.length + 1, "ends without a newline: is the end of the file missing?");
  const reading = new Reading();
  lines.forEach((line, i) => {
    try {
      reading.take(line);
    } catch (error) {
      if (error instanceof Fault) throw new TrustPolicyError(i + 1, error.message);
      throw error;
    }
  });
  if (reading.quorum === undefined)
    throw new TrustPolicyError(Math.max(lines.length, 1), 'there is no quorum line; "quorum none" asks for no witness');
  return { logs: reading.logs, witnesses: reading.witnesses, groups: reading.groups, quorum: reading.quorum };
}

/** What is wrong with a line, before its number is known. */
class Fault extends Error {}

class Reading {
  readonly logs: TrustPolicy["logs"] = [];
  readonly witnesses: TrustPolicy["witnesses"] = [];
  readonly groups: TrustPolicy["groups"] = [];
  quorum: string | undefined;
  /** Witnesses and groups share their names. */
  private readonly names = new Set<string>();
  /** Each name counts in one group only, so that nobody is counted twice. */
  private readonly placed = new Set<string>();

  take(line: string): void {
    if (hasControl(line, "\t") || line.includes("\x7f")) throw new Fault("control characters other than tab are not allowed (CRLF?)");
    const words = line.split(/[ \t]+/).filter((word) => word !== "");
    const [kind, ...rest] = words;
    if (kind === undefined || kind.startsWith("#")) return;
    if (kind === "log") this.log(rest);
    else if (kind === "witness") this.witness(rest);
    else if (kind === "group") this.group(rest);
    else if (kind === "quorum") this.quorumIs(rest);
    else throw new Fault("begins with none of log, witness, group, quorum");
  }

  private log(words: string[]): void {
    const [vkey, url] = words;
    const key = parseVkey(vkey ?? "");
    if (key === undefined || words.length > 2) throw new Fault("log <vkey> [<url>]: the key is no Ed25519 log key (signature type 1)");
    add(this.logs, { key, ...(url === undefined ? {} : { url }) }, "log");
  }

  private witness(words: string[]): void {
    const [name, vkey, url] = words;
    const key = parseCosignerVkey(vkey ?? "");
    if (name === undefined || key === undefined || words.length > 3)
      throw new Fault("witness <name> <vkey> [<url>]: the key is no Ed25519 witness key (signature type 4)");
    this.define(name);
    add(this.witnesses, { name, key, ...(url === undefined ? {} : { url }) }, "witness");
  }

  private group(words: string[]): void {
    const [name, count, ...members] = words;
    if (name === undefined || count === undefined || members.length === 0) throw new Fault("group <name> any|all|<k> <member>...");
    for (const member of members) {
      this.known(member);
      if (this.placed.has(member)) throw new Fault(`${member} is a member of a group already; each name may be so once`);
      this.placed.add(member);
    }
    const need = count === "any" ? 1 : count === "all" ? members.length : /^[1-9]\d{0,3}$/.test(count) ? Number(count) : 0;
    if (need < 1 || need > members.length) throw new Fault(`the group wants any, all or a number from 1 to ${members.length}`);
    this.define(name);
    if (this.groups.push({ name, need, members }) > MAX_EACH) throw new Fault(`more than ${MAX_EACH} groups`);
  }

  private quorumIs(words: string[]): void {
    const [name] = words;
    if (name === undefined || words.length > 1) throw new Fault("quorum <name>: one witness, one group or none");
    if (this.quorum !== undefined) throw new Fault("there is a quorum line already");
    if (name !== "none") this.known(name);
    this.quorum = name;
  }

  private define(name: string): void {
    if (name === "none") throw new Fault("none means no witness and cannot be given as a name");
    if (this.names.has(name)) throw new Fault(`${name} is defined already`);
    this.names.add(name);
  }

  private known(name: string): void {
    if (!this.names.has(name)) throw new Fault(`${name} is not the name of a witness or group in a line before`);
  }
}

/** Two names for one key would be counted as two who vouch: tlog-policy, "Public key representation". */
function add<T extends { key: VerifierKey }>(all: T[], one: T, what: string): void {
  const same = all.some(({ key }) => key.publicKey.every((byte, i) => byte === one.key.publicKey[i]));
  if (same) throw new Fault(`this public key is that of another ${what} already`);
  if (all.push(one) > MAX_EACH) throw new Fault(`more than ${MAX_EACH} lines of this kind`);
}
