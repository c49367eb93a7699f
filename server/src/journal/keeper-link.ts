import { createConnection, type Socket } from "node:net";
import type { Result } from "@mercusuar/keeper";
import { CallQueue, type Waiting } from "./call-queue.ts";
import { frame, frameReader } from "./frames.ts";
import { KeeperDown, type WhyDown } from "./keeper-down.ts";
import type { KeeperAlarm } from "./keeper-process.ts";

const TICK = 50;
/** While one frame is on the keeper's disk others are opened, read and gathered. */
const MAX_FLIGHTS = 4;
/** So few calls always cross together, as a group whose facts came together: a batch of the keeper's costs the same for one look as for many. */
const FEW = 32;
const RECONNECT = 50;

export interface LinkEvents {
  /** Told of each change that a caller noticed. */
  onState(state: "up" | WhyDown): void;
  /** What a keeper that is nobody's child says unasked. */
  onAlarm?(alarm: KeeperAlarm): void;
}

interface Flight {
  calls: Waiting[];
  since: number;
}

/**
 * One connection to the keeper. Calls of one tick of the event loop cross in one frame, and those that come while frames are
 * under way gather for the next: so many callers share one batch on the keeper's disk.
 */
export class KeeperLink {
  private socket: Socket | undefined;
  private open = false;
  private closed = false;
  private readonly queue = new CallQueue();
  private readonly flights = new Map<number, Flight>();
  private lastFrame = 0;
  private flushing = false;
  private tick = 0;
  private timer: NodeJS.Timeout | undefined;
  private again: NodeJS.Timeout | undefined;
  private readonly where: () => { path: string; key: string };
  private readonly events: LinkEvents;

  constructor(where: () => { path: string; key: string }, events: LinkEvents) {
    this.where = where;
    this.events = events;
  }

  /** Connects, and goes on trying until `close`. */
  connect(): void {
    clearTimeout(this.again);
    this.timer ??= setInterval(() => this.sweep(), TICK).unref();
    if (this.closed || this.socket !== undefined) return;
    try {
      this.dial();
    } catch {
      this.retry();
    }
  }

  private dial(): void {
    const { path, key } = this.where();
    const socket = createConnection(path);
    this.socket = socket;
    const read = frameReader((text) => this.answered(text));
    socket.on("connect", () => {
      socket.write(frame(JSON.stringify({ hello: 1, key, ...(process.getuid ? { uid: process.getuid() } : {}) })));
      this.open = true;
      this.events.onState("up");
      this.flush();
    });
    socket.on("data", (chunk) => {
      try {
        read(chunk);
      } catch {
        // Whatever is no frame of ours does not come from our keeper.
        socket.destroy();
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => this.lost());
  }

  /** INVARIANT: a call is never sent twice: after a lost connection its caller is told, and a second try is a new call. */
  private lost(): void {
    this.socket = undefined;
    this.open = false;
    const flights = [...this.flights.values()];
    this.flights.clear();
    for (const { calls } of flights) for (const call of calls) call.reject(new KeeperDown("down"));
    this.queue.fail("down");
    if (this.closed) return;
    this.events.onState("down");
    this.retry();
  }

  private retry(): void {
    clearTimeout(this.again);
    if (!this.closed) this.again = setTimeout(() => this.connect(), RECONNECT).unref();
  }

  /**
   * @param timeout milliseconds until the caller gets `KeeperDown`
   * @param late gets an answer that comes after that: its entry stands in the journal, its fields go nowhere
   */
  call(json: string, timeout: number, late?: (result: Result) => void): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (!this.open) return reject(new KeeperDown("down"));
      const call: Waiting = {
        json,
        deadline: this.tick + Math.ceil(timeout / TICK) + 1,
        resolve: resolve as (result: unknown) => void,
        reject,
        ...(late ? { late: late as (result: unknown) => void } : {}),
      };
      if (!this.queue.add(call)) return reject(new KeeperDown("slow"));
      if (this.flushing) return;
      this.flushing = true;
      setImmediate(() => {
        this.flushing = false;
        this.flush();
      });
    });
  }

  private flush(): void {
    while (this.open && this.queue.length > 0 && this.flights.size < MAX_FLIGHTS) {
      // Those who wait share the flights that are free.
      const share = Math.ceil(this.queue.length / (MAX_FLIGHTS - this.flights.size));
      const calls = this.queue.take(Math.max(FEW, share));
      const id = ++this.lastFrame;
      this.flights.set(id, { calls, since: this.tick });
      this.socket?.write(frame(`{"id":${id},"calls":[${calls.map(({ json }) => json).join(",")}]}`));
    }
  }

  private answered(text: string): void {
    const said = JSON.parse(text) as { id: number; results?: Result[] } | KeeperAlarm;
    if ("alarm" in said) return this.events.onAlarm?.(said);
    const { id, results } = said;
    const flight = this.flights.get(id);
    if (flight === undefined) return;
    this.flights.delete(id);
    flight.calls.forEach((call, i) => {
      const result = results?.[i];
      if (result === undefined) call.reject(new KeeperDown("down"));
      else call.resolve(result);
    });
    this.flush();
  }

  /** INVARIANT: who was told "too late" gets nothing afterwards: his place in the frame is emptied, the answer finds nobody. */
  private sweep(): void {
    this.tick++;
    let late = this.queue.expire(this.tick);
    for (const { calls } of this.flights.values()) {
      calls.forEach((call, i) => {
        if (call.deadline > this.tick) return;
        calls[i] = orphan(call);
        late++;
        call.reject(new KeeperDown("slow"));
      });
    }
    if (late > 0) this.events.onState("slow");
  }

  /** Milliseconds that the oldest frame has been waiting for its answer. */
  stuckFor(): number {
    const oldest = this.flights.values().next().value;
    return oldest === undefined ? 0 : (this.tick - oldest.since) * TICK;
  }

  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    clearTimeout(this.again);
    this.socket?.destroy();
  }
}

/** What is left of a call whose caller has gone: the answer finds nobody but the projection. */
function orphan({ json, late }: Waiting): Waiting {
  return { json, deadline: Number.POSITIVE_INFINITY, resolve: (result) => late?.(result), reject: () => undefined };
}
