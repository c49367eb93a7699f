/** Shares the judging of a journal's entries among threads. Their order, the tree and the verdict stay with whoever asks. Node only. */
import { Worker } from "node:worker_threads";
import type { JudgedBundle } from "./judged-bundles.ts";
import { type PackedBundle, unpack } from "./packed-bundle.ts";
import { TILE_WIDTH } from "./tiles.ts";

/** Bundles that a thread takes at a time. */
export const GROUP = 4;
/** Groups that a thread may be ahead. */
const AHEAD = 2;

/** Nothing outlives a group: a small nursery keeps many threads small. With half of it they copied what was about to go. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/** Which groups of bundles are a thread's: from `first`, each `step`th. */
export interface Share {
  /** Directory with the tiles. */
  root: string;
  size: number;
  first: number;
  step: number;
}

/** The bundles of the journal in `root` in their order, judged by so many threads; they end with the iteration. */
export async function* judgedByThreads(root: string, size: number, threads: number): AsyncGenerator<JudgedBundle> {
  const groups = Math.ceil(size / (TILE_WIDTH * GROUP));
  const workers: Thread[] = [];
  try {
    for (let first = 0; first < Math.min(threads, groups); first++) workers.push(new Thread({ root, size, first, step: threads }));
    for (let group = 0; group < groups; group++) {
      for (const bundle of await (workers[group % threads] as Thread).next()) {
        yield unpack(bundle);
        if (bundle.fault !== undefined) return;
      }
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

class Thread {
  private readonly worker: Worker;
  private readonly done: PackedBundle[][] = [];
  private failure: Error | undefined;
  private wake: () => void = () => {};

  constructor(share: Share) {
    // The compiled one, also when asked from source: threads run on bare Node.
    this.worker = new Worker(new URL("../dist/judging-worker.js", import.meta.url), { workerData: share, resourceLimits: LIMITS });
    const fail = (why: Error): void => {
      this.failure ??= why;
      this.wake();
    };
    this.worker.on("error", fail);
    this.worker.on("messageerror", fail);
    this.worker.on("exit", (code) => fail(new Error(`a thread of the verifier ended with ${code}`)));
    this.worker.on("message", (bundles: PackedBundle[]) => {
      this.done.push(bundles);
      this.wake();
    });
    for (let i = 0; i < AHEAD; i++) this.worker.postMessage("on");
  }

  /** Its next group. @throws what ended the thread */
  async next(): Promise<PackedBundle[]> {
    while (this.done.length === 0) {
      if (this.failure !== undefined) throw this.failure;
      // A promise for each wait: in a race with one that lives as long as the thread, every group would be kept by it.
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.worker.postMessage("on");
    return this.done.shift() as PackedBundle[];
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
