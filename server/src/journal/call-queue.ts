import { MAX_FRAME } from "@mercusuar/keeper";
import { KeeperDown, type WhyDown } from "./keeper-down.ts";

/** One call on its way: `deadline` counts ticks of the link's sweep. */
export interface Waiting {
  json: string;
  deadline: number;
  resolve(result: unknown): void;
  reject(why: KeeperDown): void;
  /** Whoever called was told "too late"; what comes now is for the projection alone. */
  late?: (result: unknown) => void;
}

/** Back-pressure: beyond this the keeper counts as slow for whoever comes next. */
const MAX_CALLS = 8192;
const MAX_CHARS = 32 * 1024 * 1024;
/** Characters of calls in one frame: in UTF-8 at most three times as many bytes. */
const FRAME_CHARS = Math.floor(MAX_FRAME / 4);
const FRAME_CALLS = 1024;

/** Calls that wait for the next frame, in the order in which they came. */
export class CallQueue {
  private calls: Waiting[] = [];
  private chars = 0;

  get length(): number {
    return this.calls.length;
  }

  /** False where there is no room. */
  add(call: Waiting): boolean {
    if (this.calls.length >= MAX_CALLS || this.chars + call.json.length > MAX_CHARS) return false;
    this.calls.push(call);
    this.chars += call.json.length;
    return true;
  }

  /** The calls of the next frame, at most so many. */
  take(most = FRAME_CALLS): Waiting[] {
    let count = 0;
    let chars = 0;
    for (const call of this.calls) {
      if (count > 0 && (count >= Math.min(most, FRAME_CALLS) || chars + call.json.length > FRAME_CHARS)) break;
      count++;
      chars += call.json.length;
    }
    this.chars -= chars;
    return this.calls.splice(0, count);
  }

  /** Takes out those whose time has come. */
  expire(tick: number): number {
    const late = this.calls.filter((call) => call.deadline <= tick);
    if (late.length === 0) return 0;
    this.calls = this.calls.filter((call) => call.deadline > tick);
    this.chars = this.calls.reduce((sum, call) => sum + call.json.length, 0);
    for (const call of late) call.reject(new KeeperDown("slow"));
    return late.length;
  }

  /** Everybody gets the same answer. */
  fail(why: WhyDown): void {
    const all = this.calls;
    this.calls = [];
    this.chars = 0;
    for (const call of all) call.reject(new KeeperDown(why));
  }
}
