import type { Worker } from "node:worker_threads";
import { expect, it, vi } from "vitest";

const made: Worker[] = [];
const ended = vi.fn<(code: number) => void>();

vi.mock(import("node:worker_threads"), async (original) => {
  const threads = await original();
  class FewWorkers extends threads.Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      if (made.length > 0) throw new Error("no room for another thread");
      super(...args);
      made.push(this);
      this.once("exit", ended);
    }
  }
  return { ...threads, Worker: FewWorkers };
});

it("threads that were made are ended where the next one cannot be", async () => {
  const { judgedByThreads } = await import("./judging.ts");
  const bundles = judgedByThreads("nowhere", 256 * 4 * 2, 2);
  await expect(bundles.next()).rejects.toThrow("no room for another thread");
  expect(made).toHaveLength(1);
  expect(ended).toHaveBeenCalledOnce();
});
