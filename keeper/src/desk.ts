/**
 * Where calls arrive. Order of a call: seen before? worked out in memory; entry with its outcome written; durable; answered.
 * INVARIANT: what was opened is held by the draft alone until its entry is on disk.
 */
import { type Entry, IID_PATTERN, JcsError, MAX_ENTRY_BYTES, openingsIn, schemaFault } from "@mercusuar/proof";
import { erasedPage } from "./calls/destroy.ts";
import { prepare, type WritingCall } from "./calls/prepare.ts";
import { mayPrune, prune } from "./calls/prune.ts";
import { agentKeyOf } from "./calls/rotate-log.ts";
import { isSensitive } from "./cosigning/sensitive.ts";
import { newIid } from "./iid.ts";
import { draft, type NotWritten, type Pen } from "./journal/pen.ts";
import { JournalAltered } from "./journal/pruner.ts";
import { entryBytes } from "./journal/write-entry.ts";
import { AgentAway } from "./keys/ssh-agent.ts";
import type { Iids } from "./limits/iids.ts";
import type { Call, KeysResult, PruneCall, Refused, Result, RotateCall, StatusResult } from "./protocol.ts";
import { Refusal, refused } from "./refusal.ts";
import { openingsOf } from "./sealing/opening-count.ts";
import type { EntryFacts, Prepared, Works } from "./works.ts";

/** What an SSH agent signs to show that it does: no checkpoint, so that nobody can use it. */
const PROBE = Buffer.from("mercusuar: does this key sign?\n");

export interface DeskParts {
  works: Works;
  iids: Iids;
  /** Absent while the keeper is halted. */
  pen: Pen | undefined;
  halted: string | undefined;
  simulated: boolean;
  /** The witnesses have been away for longer than the set grace. */
  unwitnessed(): boolean;
  status(): StatusResult;
  inventory(): KeysResult;
  /** Index of the entry with this id anywhere in the journal: for ids older than those remembered. */
  searchJournal(iid: string): number | undefined;
}

export class Desk {
  private readonly parts: DeskParts;
  private kept = 0;
  private told = 0;

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  /** Why nothing is opened or written any more. */
  get halted(): string | undefined {
    return this.parts.halted;
  }

  /** Stops all calls from now on: what is on its way to the disk is still answered. */
  halt(why: string): void {
    this.parts.halted ??= why;
    this.parts.pen = undefined;
  }

  /** Answers once the call's entry is durable, or is known not to become so. */
  take(call: Call, answer: (result: Result) => void): void {
    try {
      if (call.call === "status") answer(this.parts.status());
      else if (call.call === "keys") answer(this.parts.inventory());
      else if (call.call === "erased") answer(erasedPage(this.parts.works, call));
      else if (call.call === "rotate" && call.sshAgent !== undefined) void this.writeOnceItSigns(call, answer);
      else if (call.call === "prune") void this.writeOnceRead(call, answer);
      else this.write(call, answer);
    } catch (error) {
      answer(answerTo(error));
    }
  }

  /** A key in an SSH agent takes over only where it signs: else whatever shares a batch with this call would be refused with it. */
  private async writeOnceItSigns(call: RotateCall, answer: (result: Result) => void): Promise<void> {
    try {
      const agent = agentKeyOf(call);
      await agent?.sign(PROBE).finally(() => agent.close());
      this.write(call, answer);
    } catch (error) {
      answer(error instanceof AgentAway ? refused("bad-call", error.message) : answerTo(error));
    }
  }

  /** What ends is told by the journal itself, which is read while other calls go on. */
  private async writeOnceRead(call: PruneCall, answer: (result: Result) => void): Promise<void> {
    const { works } = this.parts;
    try {
      mayPrune(works, call);
      const survey = await works.pruner.look(call.before);
      this.write(call, answer, () => prune(works, call, survey));
    } catch (error) {
      if (error instanceof JournalAltered) this.halt(error.message);
      answer(error instanceof JournalAltered ? refused("halted", error.message) : answerTo(error));
    }
  }

  /** Writes an entry of the keeper's own accord. Resolves to its index, or to undefined where it could not be written. */
  note(typ: string, body: NonNullable<Entry["body"]>): Promise<number | undefined> {
    return new Promise((resolve) => {
      if (this.parts.pen === undefined) return resolve(undefined);
      const now = this.parts.works.clock.now();
      const entry = this.entryOf({ typ, out: "done", body }, newIid(now), now);
      this.parts.pen.write(draft(entry, { settle: resolve, fail: () => resolve(undefined) }));
    });
  }

  /** @param work works the call out */
  private write(call: WritingCall, answer: (result: Result) => void, work = () => prepare(this.parts.works, call)): void {
    const { works, iids, pen, halted } = this.parts;
    if (pen === undefined) throw new Refusal("halted", halted ?? "halted");
    if (this.parts.unwitnessed() && isSensitive(call))
      throw new Refusal(
        "unwitnessed",
        "no quorum of witnesses has cosigned the journal for longer than the set grace: mend the way to them",
      );
    if (this.isRepeated(call, works.clock.now(), answer)) return;
    const prepared = this.count(work);
    // Taken now, not before: working it out may have written an entry of its own (a new year's key).
    const now = works.clock.now();
    const ts = new Date(now).toISOString();
    const entry = this.entryOrUndo(prepared, call.iid, now);
    const waiting: Array<(outcome: number | NotWritten) => void> = [];
    iids.set(call.iid, { waiting });
    const settle = (index: number): void => {
      iids.set(call.iid, { index });
      answer(prepared.answer(index, ts));
      for (const tell of waiting) tell(index);
    };
    const fail = (why: NotWritten): void => {
      iids.forget(call.iid);
      this.keptBack(prepared);
      answer(notWritten(why));
      for (const tell of waiting) tell(why);
    };
    pen.write(draft(entry, { settle, fail }, prepared.detail));
  }

  /** Answers a repeated id with the index of the first call, never with fields. */
  private isRepeated(call: WritingCall, now: number, answer: (result: Result) => void): boolean {
    const { iids } = this.parts;
    if (typeof call.iid !== "string" || !IID_PATTERN.test(call.iid)) throw new Refusal("bad-call", "iid: not a UUIDv7 in lower case");
    const seen = iids.find(call.iid);
    if (seen !== undefined) {
      if ("index" in seen) answer(repeated(seen.index));
      else seen.waiting.push((outcome) => answer(typeof outcome === "number" ? repeated(outcome) : notWritten(outcome)));
      return true;
    }
    if (this.parts.simulated || iids.inWindow(call.iid, now)) return false;
    if (call.call !== "append") throw new Refusal("expired-iid", "iid: its time is more than 7 days past or an hour ahead");
    const index = this.parts.searchJournal(call.iid);
    if (index !== undefined) answer(repeated(index));
    return index !== undefined;
  }

  private entryOrUndo(prepared: Prepared, iid: string, now: number): Buffer {
    try {
      return this.entryOf(prepared.entry, iid, now);
    } catch (error) {
      this.keptBack(prepared);
      throw error;
    }
  }

  /** Works a call out, and sees that what it opens is told by its entry or goes nowhere: tokens made anew, a look that broke off. */
  private count(work: () => Prepared): Prepared {
    const { origin } = this.parts.works;
    const before = openingsOf(origin);
    let told = 0;
    try {
      const prepared = work();
      told = openingsIn(prepared.entry) ?? 0;
      return prepared;
    } finally {
      this.kept += openingsOf(origin) - before - told;
      this.told += told;
    }
  }

  /** The entry did not become durable: what it would have told went nowhere. */
  private keptBack(prepared: Prepared): void {
    prepared.undo?.();
    const told = openingsIn(prepared.entry) ?? 0;
    this.told -= told;
    this.kept += told;
  }

  /** What a heartbeat says: values opened since the start, and those of them that went nowhere. */
  openings(): { opened: number; kept: number } {
    return { opened: openingsOf(this.parts.works.origin), kept: this.kept };
  }

  /** Values that were opened and that no entry tells of. */
  unlogged(): number {
    return openingsOf(this.parts.works.origin) - this.kept - this.told;
  }

  private entryOf(facts: EntryFacts, iid: string, now: number): Buffer {
    const entry: Entry = { v: 1, ts: new Date(now).toISOString(), iid, ...facts };
    const fault = schemaFault(entry);
    if (fault !== undefined) throw new Refusal("schema", fault);
    const bytes = entryBytes(entry);
    if (bytes.length > MAX_ENTRY_BYTES)
      throw new Refusal("too-large", `the entry would have ${bytes.length} bytes, at most ${MAX_ENTRY_BYTES}`);
    return bytes;
  }
}

function repeated(index: number): Refused {
  return refused("repeated", "a call with this iid was made before; a retry is a new look with re", index);
}

const NOT_WRITTEN: Record<NotWritten, string> = {
  unsigned: "the SSH agent that holds the log key does not sign, so nothing was done: start it at SSH_AUTH_SOCK and add the key",
  "disk-full": "the entry could not be made durable, so nothing was done: free space where the journal lies",
  "disk-failed": "the journal's disk did not confirm the entry, so nothing was released: check the disk",
};

const notWritten = (why: NotWritten): Refused => refused(why, NOT_WRITTEN[why]);

function answerTo(error: unknown): Refused {
  if (error instanceof Refusal) return error.answer();
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === "ENOSPC") return notWritten("disk-full");
  if (error instanceof JcsError) return refused("schema", error.message);
  // A shape that no check foresaw: refused, and its text stays here, for it may quote the call.
  return refused("bad-call", "the call does not have the shape that the protocol asks for");
}
