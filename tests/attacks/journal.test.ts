/** The attacks on a journal (docs/threats/journal-attacks.md), done to the files that a real keeper wrote, judged by the verifier that an auditor runs. */
import { generateKeyPairSync, sign } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleBytes, checkpointText, parseBundle, parseCheckpoint, parseNote, signedNote, vkeyText } from "@mercusuar/proof";
import { type Batch, batchesOf, encodeBatch, verifyCommand } from "@mercusuar/proof/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtProgram, missingForGo } from "../../proof/src/vectors/go-program.ts";
import { appOf } from "../../server/src/http/app-of.ts";
import { openProduct } from "../../server/src/product.ts";
import { newPlace } from "../harness/program.ts";
import { type Company, foundCompany } from "../world/company.ts";

type Entries = Uint8Array[];

const withoutGo = missingForGo();
if (withoutGo.length > 0) console.warn(`skipped: no ${withoutGo.join(", ")} on this machine, the second opinion in Go is not asked`);
interface Wrong {
  code: string;
  exit: 1 | 2;
  index?: number;
}

describe("whoever rewrites the journal's disk", () => {
  const place = newPlace();
  const copies: string[] = [];
  /** A look that was let through, one that was refused, and how many entries there are. */
  let looked = 0;
  let refused = 0;
  let size = 0;
  let earlier = "";

  beforeAll(async () => {
    const company = await foundCompany(place.data, 2, 4);
    earlier = copyOf(place.data);
    [looked, refused] = await work(place.data, company);
    const { report } = await verifyCommand(place.data);
    expect(report).toMatchObject({ code: "OK" });
    size = report.size;
  }, 180_000);
  afterAll(() => {
    for (const dir of copies) rmSync(dir, { recursive: true, force: true });
    place.remove();
  });

  /** Looks, a refusal, and enough entries that the journal has full tiles and partial ones. */
  async function work(dataDir: string, company: Company): Promise<[number, number]> {
    const product = await openProduct({ dataDir });
    const app = await appOf(product);
    const look = async (n: number, purpose: string) => {
      const { customer, agent } = company.work[n] as Company["work"][number];
      const headers = { authorization: `Bearer ${company.agents[agent]?.token}` };
      return (await app.inject({ method: "POST", url: "/api/looks", headers, payload: { customer, purpose } })).json().entry as number;
    };
    const [one, two] = [await look(0, "service"), await look(1, "offer")];
    await Promise.all(Array.from({ length: 300 }, () => product.keeper.append({ typ: "operator", body: { command: "test" } })));
    await app.close();
    await product.close();
    return [one, two];
  }

  function copyOf(data: string): string {
    const dir = mkdtempSync(join(tmpdir(), "mercusuar-copy-"));
    copies.push(dir);
    cpSync(join(data, "journal"), join(dir, "journal"), { recursive: true });
    return dir;
  }
  const at = (dir: string, path: string) => join(dir, "journal", path);
  /** The published file of a bundle or tile: the full one, or the newest partial one. */
  function newest(dir: string, path: string): string {
    if (existsSync(at(dir, path))) return path;
    const parts = readdirSync(at(dir, `${path}.p`)).map(Number);
    return `${path}.p/${Math.max(...parts)}`;
  }
  function edit(dir: string, bundle: string, change: (entries: Entries) => Entries): void {
    const path = at(dir, newest(dir, bundle));
    writeFileSync(path, bundleBytes(change(parseBundle(readFileSync(path)) as Entries)));
  }
  const FIRST = "tile/entries/000";
  const LAST = "tile/entries/001";
  const textOf = (entry: Uint8Array | undefined) => Buffer.from(entry ?? []).toString();
  const replaced = (entries: Entries, index: number, from: RegExp, to: string): Entries => {
    const changed = textOf(entries[index]).replace(from, to);
    expect(changed).not.toBe(textOf(entries[index]));
    return entries.with(index, Buffer.from(changed));
  };
  const note = (dir: string, change: (text: string) => string) => {
    const path = at(dir, "checkpoint");
    writeFileSync(path, change(readFileSync(path, "utf8")));
  };
  async function says(dir: string, wrong: Wrong, vkey?: string): Promise<void> {
    const { exit, report } = await verifyCommand(dir, vkey ? { vkey } : {});
    expect({ exit, report }).toMatchObject({
      exit: wrong.exit,
      report: { code: wrong.code, ...(wrong.index === undefined ? {} : { index: wrong.index }) },
    });
  }

  it.skipIf(withoutGo.length > 0 && !process.env.CI)(
    "is judged by a program in Go on other people's code too: whole, and not so once edited",
    () => {
      const scratch = mkdtempSync(join(tmpdir(), "mercusuar-go-"));
      copies.push(scratch);
      const ask = builtProgram(scratch, process.env);
      const vkey = readFileSync(at(place.data, "vkey"), "utf8").trim();
      expect(ask("log", "-vkey", vkey, place.data)).toMatchObject({ status: 0, said: expect.stringMatching(`^OK ${size} `) });
      const dir = copyOf(place.data);
      edit(dir, FIRST, (all) => replaced(all, refused, /"dec":"deny"/, '"dec":"allow"'));
      expect(ask("log", "-vkey", vkey, dir)).toEqual({ status: 1, said: `REFUSED: entry ${refused} is not the one that was signed` });
    },
  );

  it("row 1: puts another agent's pseudonym into a look", async () => {
    const dir = copyOf(place.data);
    edit(dir, FIRST, (all) => {
      const other = /"act":"[0-9a-f]+"/.exec(textOf(all[refused]))?.[0] ?? "";
      return replaced(all, looked, /"act":"[0-9a-f]+"/, other);
    });
    await says(dir, { code: "E_ROOT", exit: 1, index: looked });
  });

  it("row 2: makes an allowed look of a refused one", async () => {
    const dir = copyOf(place.data);
    edit(dir, FIRST, (all) => replaced(all, refused, /"dec":"deny"/, '"dec":"allow"'));
    await says(dir, { code: "E_ROOT", exit: 1, index: refused });
  });

  it("row 3: flips one bit of a bundle", async () => {
    for (const offset of [40, 4_000, 20_000]) {
      const dir = copyOf(place.data);
      const bytes = readFileSync(at(dir, FIRST));
      bytes[offset] = (bytes[offset] ?? 0) ^ 1;
      writeFileSync(at(dir, FIRST), bytes);
      const { exit, report } = await verifyCommand(dir);
      expect([exit, report.ok]).toEqual([1, false]);
    }
  });

  it.each<[string, (all: Entries, n: number) => Entries]>([
    ["row 4: takes an entry out", (all, n) => all.toSpliced(n, 1)],
    [
      "row 5: takes an entry out and lets the next ones move up, the bundle filled from the one behind",
      (all, n) => [...all.toSpliced(n, 1), all[n] as Uint8Array],
    ],
    ["row 6: takes an entry out and repeats the last to keep the count", (all, n) => [...all.toSpliced(n, 1), all.at(-1) as Uint8Array]],
    ["row 7: swaps two entries", (all, n) => all.with(n, all[n + 1] as Uint8Array).with(n + 1, all[n] as Uint8Array)],
    ["row 9: forges an entry in the middle", (all, n) => all.with(n, all[n - 1] as Uint8Array)],
  ])("%s", async (_, change) => {
    const dir = copyOf(place.data);
    edit(dir, FIRST, (all) => change(all, looked));
    await says(dir, { code: "E_ROOT", exit: 1, index: looked });
  });

  it("row 8: forges an entry at the end, as the log itself would write it: what the signed checkpoint covers is gone", async () => {
    const dir = copyOf(place.data);
    const signed = newest(dir, LAST);
    const all = parseBundle(readFileSync(at(dir, signed))) as Entries;
    const wider = `${LAST}.p/${all.length + 1}`;
    writeFileSync(at(dir, wider), bundleBytes([...all, all.at(-1) as Uint8Array]));
    // Beside the signed one it is a file that nobody reads; in its place it leaves a hole.
    expect((await verifyCommand(dir)).exit).toBe(0);
    rmSync(at(dir, signed));
    await says(dir, { code: "E_MISSING", exit: 2, index: size - all.length });
  });

  it("rows 8, 28: forges it into the bundle that the signed checkpoint covers", async () => {
    const dir = copyOf(place.data);
    edit(dir, LAST, (all) => [...all, all.at(-1) as Uint8Array]);
    await says(dir, { code: "E_BUNDLE", exit: 1 });
    const claimed = copyOf(place.data);
    note(claimed, (text) => text.replace(`\n${size}\n`, `\n${size + 1}\n`));
    edit(claimed, LAST, (all) => [...all, all.at(-1) as Uint8Array]);
    await says(claimed, { code: "E_SIG", exit: 1 });
  });

  it("row 10: cuts the tail and keeps the checkpoint", async () => {
    const dir = copyOf(place.data);
    edit(dir, LAST, (all) => all.slice(0, -3));
    await says(dir, { code: "E_MISSING", exit: 2 });
  });

  it("row 11, a limit that SECURITY.md tells: an older whole copy looks whole to a reader who kept nothing", async () => {
    const { exit, report } = await verifyCommand(earlier);
    expect({ exit, smaller: report.size < size }).toEqual({ exit: 0, smaller: true });
  });

  it("row 15: signs with another key under the old name: whoever has the key from elsewhere is not deceived", async () => {
    const dir = copyOf(place.data);
    const known = readFileSync(at(dir, "vkey"), "utf8").trim();
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
    const head = parseCheckpoint(parseNote(readFileSync(at(dir, "checkpoint"), "utf8"))?.text ?? "");
    if (!head) throw new Error("no checkpoint");
    const text = checkpointText(head);
    writeFileSync(at(dir, "checkpoint"), signedNote(text, head.origin, raw, sign(null, Buffer.from(text), privateKey)));
    await says(dir, { code: "E_SIG", exit: 1 });
    writeFileSync(at(dir, "vkey"), `${vkeyText(head.origin, raw)}\n`);
    await says(dir, { code: "E_SIG", exit: 1 }, known);
  });

  it("rows 16, 17: edits root or size of the checkpoint", async () => {
    const [root, other] = [copyOf(place.data), copyOf(place.data)];
    note(root, (text) => {
      const lines = text.split("\n");
      return lines.with(2, Buffer.alloc(32, 7).toString("base64")).join("\n");
    });
    await says(root, { code: "E_SIG", exit: 1 });
    note(other, (text) => text.replace(`\n${size}\n`, `\n${size - 1}\n`));
    await says(other, { code: "E_SIG", exit: 1 });
  });

  it("rows 19, 20: edits a tile, deletes a tile", async () => {
    const [edited, deleted] = [copyOf(place.data), copyOf(place.data)];
    const tile = at(edited, "tile/0/000");
    const bytes = readFileSync(tile);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(tile, bytes);
    await says(edited, { code: "E_TILE", exit: 1 });
    rmSync(at(deleted, "tile/0/000"));
    await says(deleted, { code: "E_MISSING", exit: 2 });
  });

  it("row 21: swaps a historic checkpoint in the keeper's own batches, by that of another size or by one with another root", async () => {
    const otherRoot = (note: string) => note.replace(/\n[^\n]{44}\n\n/, `\n${Buffer.alloc(32, 7).toString("base64")}\n\n`);
    const changes: ((all: Batch[], at: number) => string)[] = [
      (all, at) => all[at - 1]?.note ?? "",
      (all, at) => otherRoot(all[at]?.note ?? ""),
    ];
    for (const change of changes) {
      const dir = copyOf(place.data);
      const path = at(dir, join("batches", readdirSync(at(dir, "batches")).sort()[0] ?? ""));
      const all = [...batchesOf(readFileSync(path))].map(({ batch }) => batch);
      const middle = all.length >> 1;
      const { first, entries } = all[middle] as Batch;
      const swapped = all.with(middle, { ...(all[middle] as Batch), note: change(all, middle) });
      writeFileSync(path, Buffer.concat(swapped.map(encodeBatch)));
      await says(dir, { code: "E_ROOT", exit: 1, index: first });
      expect((await verifyCommand(dir)).report.upto).toBe(first + entries.length);
    }
  });

  it("rows 28, 29, 30: appends to a bundle, shifts the boundary of entries, removes a bundle", async () => {
    const [longer, shifted, gone] = [copyOf(place.data), copyOf(place.data), copyOf(place.data)];
    writeFileSync(at(longer, FIRST), Buffer.concat([readFileSync(at(longer, FIRST)), Buffer.from([0, 1, 65])]));
    await says(longer, { code: "E_BUNDLE", exit: 1 });
    edit(shifted, FIRST, (all) => {
      const both = Buffer.concat([all[looked] as Uint8Array, all[looked + 1] as Uint8Array]);
      const cut = (all[looked]?.length ?? 0) + 1;
      return all.with(looked, both.subarray(0, cut)).with(looked + 1, both.subarray(cut));
    });
    const { exit, report } = await verifyCommand(shifted);
    expect([exit, ["E_SCHEMA", "E_ROOT"].includes(report.code), report.index]).toEqual([1, true, looked]);
    rmSync(at(gone, FIRST));
    await says(gone, { code: "E_MISSING", exit: 2, index: 0 });
  });

  it("row 36: changes an old batch file: the house starts, opens nothing and says so on the lamp", async () => {
    const name = readdirSync(at(place.data, "batches")).sort()[0] ?? "";
    const path = join(place.data, "journal", "batches", name);
    const kept = readFileSync(path);
    const bytes = Buffer.from(kept);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const product = await openProduct({ dataDir: place.data }).catch((error: unknown) => error as Error);
    if (product instanceof Error) throw new Error("it did not start", { cause: product });
    expect(await product.journal.lampOf()).toMatchObject({ lit: false, keeper: "halted" });
    await product.close();
    writeFileSync(path, kept);
    const again = await openProduct({ dataDir: place.data });
    expect(await again.journal.lampOf()).toMatchObject({ lit: true });
    await again.close();
  });
});
