import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginsLook, eventsOf, outcomeAfter } from "./looks.ts";
import { readXes, type XesTrace } from "./xes.ts";
import { XesError } from "./xes-error.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "mercusuar-xes-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const event = (name: string, who: string, at: string, transition = "COMPLETE"): string =>
  `<event><string key="org:resource" value="${who}"/><string key="lifecycle:transition" value="${transition}"/><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${at}"/></event>`;
const trace = (id: string, ...events: string[]): string => `<trace><string key="concept:name" value="${id}"/>${events.join("\n")}</trace>`;
const log = (...traces: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n${traces.join("\n")}\n</log>`;

async function read(bytes: string | Buffer): Promise<XesTrace[]> {
  const path = join(dir, `${Buffer.from(bytes).length}-${Math.trunc(performance.now() * 1000)}.xes`);
  writeFileSync(path, bytes);
  const traces: XesTrace[] = [];
  for await (const one of readXes(path)) traces.push(one);
  return traces;
}

const faultOf = async (bytes: string | Buffer): Promise<XesError> => {
  const error = await read(bytes).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof XesError)) throw new Error("no XES fault was named", { cause: error });
  return error;
};

describe("an XES log is read one case at a time", () => {
  const good = log(
    trace("A1", event("W_Call", "10", "2012-01-09T09:00:00.000+01:00", "start"), event("W_Call", "10", "2012-01-09T09:20:00.000+01:00")),
  );

  it("plain and packed give the same cases", async () => {
    const [plain, packed] = [await read(good), await read(gzipSync(good))];
    expect(plain).toEqual(packed);
    expect(plain[0]?.events.map((one) => [one.name, one.transition, one.resource, one.at.toISOString()])).toEqual([
      ["W_Call", "START", "10", "2012-01-09T08:00:00.000Z"],
      ["W_Call", "COMPLETE", "10", "2012-01-09T08:20:00.000Z"],
    ]);
  });

  it("a cut packed file, a cut log and bytes that are no UTF-8 are named", async () => {
    const packed = gzipSync(good);
    expect((await faultOf(packed.subarray(0, packed.length - 20))).what).toContain("damaged or cut off");
    expect(await faultOf(good.slice(0, -30))).toMatchObject({ expected: "well-formed XML" });
    expect((await faultOf(Buffer.from(good.replace("A1", "\u00ff"), "latin1"))).what).toContain("UTF-8");
  });

  it("what is no log, and a log with a document type, are refused", async () => {
    expect(await faultOf("<html></html>")).toMatchObject({ line: 1, element: "html", what: "not an XES log" });
    expect((await faultOf('<!DOCTYPE log [<!ENTITY a "b">]><log/>')).what).toContain("document type");
    expect((await faultOf("")).what).toBeTruthy();
  });

  it("an instant that is none, an event without a name and an attribute without value are named with their line", async () => {
    expect(await faultOf(log(trace("A1", event("W", "10", "31 February"))))).toMatchObject({
      line: 3,
      element: "event",
      what: "a time:timestamp that is no instant",
    });
    expect((await faultOf(log(trace("A1", event("", "10", "2012-01-09T09:00:00Z"))))).what).toContain("concept:name");
    expect((await faultOf(log('<trace><string key="concept:name"/></trace>'))).element).toBe("string");
    expect((await faultOf(log("<trace></trace>"))).what).toContain("concept:name");
  });

  it("an element that never ends does not fill the memory", async () => {
    const endless = log(trace("A1", `<event><string key="concept:name" value="${"x".repeat(3_000_000)}"/></event>`));
    expect(await faultOf(endless)).toMatchObject({ what: "an element that does not end" });
  });

  it("a file that is not there is an error of the reader, not of the process", async () => {
    const reading = readXes(join(dir, "missing.xes"));
    await expect(reading.next()).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("no fault quotes a value of the file", async () => {
    const fault = await faultOf(log(trace("A1", event("W", "Rahasia Pelanggan", "kapan-kapan"))));
    expect(fault.message).not.toContain("Rahasia");
    expect(fault.message).not.toContain("kapan");
  });
});

describe("a look in a log", () => {
  const at = (time: string): string => `2012-01-09T${time}:00.000+01:00`;

  it("is the first event of a person on a case after thirty minutes without one", async () => {
    const [one] = await read(
      log(
        trace(
          "A1",
          event("a", "10", at("09:00")),
          event("b", "10", at("09:30")),
          event("c", "11", at("09:31")),
          event("d", "112", at("09:32")),
          event("e", "10", at("10:01")),
        ),
      ),
    );
    const events = eventsOf(one as XesTrace);
    expect([...beginsLook(events)].map((look) => look.name)).toEqual(["a", "c", "e"]);
  });

  it("has the outcome that the same person records within an hour", async () => {
    const [one] = await read(
      log(
        trace(
          "A1",
          event("a", "10", at("09:00"), "START"),
          event("x", "11", at("09:10")),
          event("b", "10", at("09:25")),
          event("c", "10", at("11:00"), "START"),
          event("d", "10", at("12:30")),
        ),
      ),
    );
    const events = eventsOf(one as XesTrace);
    const looks = [...beginsLook(events)];
    expect(looks.filter((look) => look.resource === "10").map((look) => outcomeAfter(events, look)?.name)).toEqual(["b", undefined, "d"]);
  });
});
