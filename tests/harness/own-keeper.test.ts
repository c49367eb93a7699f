import { describe, expect, it } from "vitest";
import { endAll } from "./own-keeper.ts";

describe("the end of a test with a keeper of its own", () => {
  const world = () => {
    const done: string[] = [];
    const end = (name: string, fault?: string) => ({
      async stop() {
        await Promise.resolve();
        done.push(name);
        if (fault !== undefined) throw new Error(fault);
      },
    });
    return { done, end, place: { remove: () => void done.push("place") } };
  };

  it("stops the others and removes the place though the keeper and one of them cannot be stopped, and says why the keeper could not", async () => {
    const { done, end, place } = world();
    const all = endAll(end("keeper", "keeper hangs"), [end("witness", "witness hangs"), end("standby")], place);
    await expect(all).rejects.toThrow("keeper hangs");
    expect(done).toEqual(["keeper", "witness", "standby", "place"]);
  });

  it("is no fault of its own where the keeper never started", async () => {
    const { done, end, place } = world();
    await endAll({}, [end("witness")], place);
    expect(done).toEqual(["witness", "place"]);
  });
});
