import { numberOfLogKey } from "../keys/log-keys.ts";
import { SshAgent } from "../keys/ssh-agent.ts";
import { MOST_OVERLAP_DAYS, OVERLAP_DAYS, type RotateCall, type RotateResult } from "../protocol.ts";
import { Refusal } from "../refusal.ts";
import type { Prepared, Works } from "../works.ts";
import { iso, rotationEntry } from "./rotation-entry.ts";
import { twoPersons } from "./two-persons.ts";

const DAY = 86_400_000;

/** Another key signs the journal from now on: first beside the old one, then alone. */
export function rotateLog(works: Works, call: RotateCall): Prepared {
  if (call.step === "begin") return begin(works, call);
  if (call.step === "end") return end(works, call);
  throw new Refusal("bad-call", "step: begin or end");
}

/**
 * INVARIANT: every checkpoint over the entry that names the new key carries both signatures. One before it may, too: the new key signs from
 * here on, and whoever believes the old one loses nothing by it.
 */
function begin(works: Works, call: RotateCall): Prepared {
  const { keys, history, rotation } = works;
  const { log } = history;
  const when = works.clock.when(call.at);
  const [old = "", other] = log.names;
  if (other !== undefined || rotation.logUnderway)
    throw new Refusal("rotating", `${other ?? "another key"} takes over from ${old} already: end that first`);
  const notBefore = rotation.notBefore(log.rotatedAt);
  if (when < notBefore) throw new Refusal("too-soon", `the last rotation began too short a while ago: not before ${iso(notBefore)}`);
  const two = twoPersons(works, call, when);
  const inAgent = agentKeyOf(call)?.publicKey;
  if (inAgent !== undefined && keys.logs.current.all.some(({ publicKey }) => Buffer.from(publicKey).equals(inAgent)))
    throw new Refusal("bad-call", "sshAgent: this key has signed for the log before: make a new one");
  const until = when + daysOf(call) * DAY;
  const name = `log-${numberOfLogKey(old) + 1}`;
  const pub = keys.logs.make(name, old, history.lives, inAgent);
  const made = { key: name, fp: keys.fingerprint(name) };
  const known = history.lives.get(name);
  if (known?.fp !== made.fp) works.noteKey("key.create", made);
  rotation.logUnderway = true;
  return {
    entry: rotationEntry(call, { ...two, body: { ...two.body, key: name, fp: made.fp, pub, state: "begin", until: iso(until) } }),
    undo: () => {
      rotation.logUnderway = false;
      keys.logs.unmake(name);
      keys.logs.signWith(log.names);
      // The entry of its making was lost with this one: another key may be named next time.
      if (known === undefined) history.lives.delete(name);
    },
    answer: (idx, ts) => {
      rotation.logUnderway = false;
      log.begun(name, { when, index: idx, until });
      works.settleLogKeys();
      return answerOf(works, idx, ts);
    },
  };
}

/** INVARIANT: the old key signs the checkpoint over the entry that says so, and nothing after it. */
function end(works: Works, call: RotateCall): Prepared {
  const { history, rotation } = works;
  const { log } = history;
  const when = works.clock.when(call.at);
  const [old = "", name] = log.names;
  if (name === undefined || log.handover === undefined || rotation.logUnderway)
    throw new Refusal("bad-call", "step: no other log key takes over");
  if (when < log.handover.until && call.early !== true)
    throw new Refusal("too-soon", `both keys sign until ${iso(log.handover.until)}, so that everybody gets to know the new one`);
  const two = twoPersons(works, call, when);
  if (!works.handedOver(log.handover.index))
    throw new Refusal("too-soon", "what tells readers of the old key about the new one is not published yet: ask again in a moment");
  works.noteKey("key.erase", { key: old, why: "rotated" });
  rotation.logUnderway = true;
  return {
    entry: rotationEntry(call, { ...two, body: { ...two.body, key: name, state: "end" } }),
    undo: () => {
      rotation.logUnderway = false;
    },
    answer: (idx, ts) => {
      rotation.logUnderway = false;
      log.ended(name);
      works.settleLogKeys();
      return answerOf(works, idx, ts);
    },
  };
}

/** The key in an SSH agent that is to take over, where it is one. @throws Refusal */
export function agentKeyOf({ sshAgent: half }: RotateCall): SshAgent | undefined {
  if (half !== undefined && !/^[0-9a-f]{64}$/.test(half))
    throw new Refusal("bad-call", "sshAgent: a public half of Ed25519, 64 hex digits");
  return half === undefined ? undefined : new SshAgent(Buffer.from(half, "hex"));
}

function daysOf({ days = OVERLAP_DAYS }: RotateCall): number {
  if (!Number.isSafeInteger(days) || days < 1 || days > MOST_OVERLAP_DAYS) throw new Refusal("bad-call", `days: 1 to ${MOST_OVERLAP_DAYS}`);
  return days;
}

function answerOf({ keys, list }: Works, idx: number, ts: string): RotateResult {
  return { ok: true, idx, ts, epoch: keys.epoch, living: list.living, left: list.left };
}
