import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { ensurePortFree } from "./port-free.ts";

describe("the port", () => {
  it("that another program holds is told in both languages with the remedy, and is free once it is gone", async () => {
    const other = createServer();
    await once(other.listen({ host: "127.0.0.1", port: 0 }), "listening");
    const { port } = other.address() as AddressInfo;
    await expect(ensurePortFree("127.0.0.1", port)).rejects.toThrow(/sudah dipakai.*--port.* · .*is in use.*--port/);
    await new Promise((resolve) => other.close(resolve));
    await expect(ensurePortFree("127.0.0.1", port)).resolves.toBeUndefined();
    await expect(ensurePortFree("127.0.0.1", 0)).resolves.toBeUndefined();
  });
});
