import { expect } from "vitest";
import type { EveningWorld, Worker } from "./evening-world.ts";

/** Asks over HTTP and gives the body, if the status is the one that is expected. */
export const answered =
  (world: () => Pick<EveningWorld, "call">) =>
  async (who: Worker, method: "GET" | "POST", url: string, body?: object, status = 200) => {
    const answer = await world().call(who, method, url, body);
    expect(answer.status, answer.text).toBe(status);
    return answer.body;
  };
