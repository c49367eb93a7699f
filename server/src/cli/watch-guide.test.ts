import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answered, askCli } from "../../../tests/harness/ask-cli.ts";
import { engines, type OpenEngine } from "../../../tests/harness/engines.ts";
import { localInstant } from "../platform/local-day.ts";
import { openProduct, type Product } from "../product.ts";

const GUIDES = fileURLToPath(new URL("../../../docs/guides/", import.meta.url));
/** The day and zone of the guide's files. */
const [DAY, ZONE] = ["2026-11-30", "Asia/Makassar"];
const BLOCK = /^```(sh)?\n([\s\S]*?)^```$/gmu;
const IMPORT = /watch import \w+ (\S+)/u;

/** Commands of a guide, each with the file that the next block shows as its content. */
function stepsOf(guide: string): Array<{ argv: string[]; file?: [name: string, text: string] }> {
  const blocks = [...readFileSync(join(GUIDES, guide), "utf8").matchAll(BLOCK)].map(([, sh, text = ""]) => ({
    isCommand: sh === "sh",
    text,
  }));
  return blocks.flatMap(({ isCommand, text }, n) =>
    !isCommand
      ? []
      : text
          .trim()
          .split("\n")
          .map((line) => {
            const argv = line.replace(/^npx mercusuar /u, "").split(/\s+/u);
            const at = argv.indexOf("--data");
            const name = IMPORT.exec(line)?.[1];
            const shown = blocks[n + 1];
            const file = name !== undefined && shown && !shown.isCommand ? ([name, shown.text] as [string, string]) : undefined;
            return { argv: at < 0 ? argv : argv.toSpliced(at, 2), ...(file && { file }) };
          }),
  );
}

describe.each(engines)("the guide of Mode Pantau as it stands there, through the command line, on $name", (engine) => {
  let open: OpenEngine;
  let product: Product;
  const cwd = mkdtempSync(join(tmpdir(), "mercusuar-watch-guide-"));

  beforeAll(async () => {
    mkdirSync(join(cwd, "docs/guides"), { recursive: true });
    cpSync(join(GUIDES, "maps"), join(cwd, "docs/guides/maps"), { recursive: true });
    open = await engine.open();
    product = await openProduct({
      dataDir: join(open.dataDir, "data"),
      simulatedFrom: localInstant(DAY, "18:00", ZONE),
      scryptCost: 1024,
      ...(open.url ? { databaseUrl: open.url } : {}),
    });
    product.story?.freeze();
  }, 180_000);
  afterAll(async () => {
    await product?.close();
    await open?.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  const say = (...argv: string[]): Promise<Answered> => askCli(argv, { data: cwd, cwd, product });
  const told = async (...argv: string[]) => JSON.parse((await say(...argv, "--json")).out);
  const file = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(cwd, name), `${lines.join("\n")}\n`);
    return name;
  };
  const bring = (what: string, name: string, map: string, ...more: string[]) => told("watch", "import", what, name, "--map", map, ...more);
  const evening = async () => (await told("evening", "--date", DAY)).evenings.find(({ looks }: { looks: number }) => looks > 0);

  it.each(["watch-mode.md", "mode-pantau.md"])(
    "%s: the same commands with the same files, and the second time nothing is new",
    async (guide) => {
      const steps = stepsOf(guide);
      expect(steps.filter((step) => step.file)).toHaveLength(4);
      for (const { argv, file: shown } of steps) {
        if (shown) writeFileSync(join(cwd, shown[0]), shown[1]);
        const { exit, err } = await say(...argv);
        expect([argv.join(" "), exit, err]).toEqual([argv.join(" "), 0, expect.not.stringMatching(/salah|wrong|→/)]);
      }
      expect(await evening()).toMatchObject({ looks: 2, explained: 1, unexplained: 1 });
      expect((await bring("roster", "roster.csv", "docs/guides/maps/watch-roster.json")).people).toBe(0);
      expect((await bring("customers", "customers.csv", "docs/guides/maps/watch-customers.json")).new).toBe(0);
      expect(await bring("log", "log.csv", "docs/guides/maps/watch-log.json")).toMatchObject({ new: 0, same: 2, unlinkedCustomers: 0 });
      expect(await bring("calls", "calls.csv", "docs/guides/maps/watch-calls.json")).toMatchObject({ new: 0, same: 1 });
      expect(await evening()).toMatchObject({ looks: 2, explained: 1, unexplained: 1 });
      expect((await say("watch", "gaps")).out).toMatch(/crm-log: pembukaan data · looks 2 .*\n {2}semua dikenal · all is known/);
    },
  );

  it("a log as OCSF events and one as XES, and records of Asterisk, each once however often it is brought", async () => {
    const event = (uid: string, hour: number) =>
      JSON.stringify({
        ...{ class_uid: 6003, activity_id: 2, status_id: 1, time: localInstant(DAY, `${hour}:00`, ZONE).getTime(), metadata: { uid } },
        ...{ actor: { user: { name: "rina" } }, resources: [{ uid: "P-1001" }] },
      });
    const ocsf = file("crm.jsonl", [event("e-1", 11), event("e-2", 12)]);
    const plain = file("plain.json", ['{"source": "crm-events", "zone": "Asia/Makassar"}']);
    const xes = file("crm.xes", [
      '<log xmlns="http://www.xes-standard.org/"><trace><string key="concept:name" value="P-1002"/>',
      '<event><string key="concept:name" value="VIEW"/><string key="org:resource" value="rina"/>',
      `<string key="lifecycle:transition" value="COMPLETE"/><date key="time:timestamp" value="${DAY}T13:00:00+08:00"/></event>`,
      "</trace>",
      "</log>",
    ]);
    const pbx = file("pbx.json", ['{"source": "pbx-asterisk", "zone": "Asia/Makassar"}']);
    const cdr = file("Master.csv", [
      `"","084000000001","600","from-trunk","""""<084000000001>","PJSIP/trunk-0000001e","PJSIP/2104-0000001f","Queue","layanan,t","${DAY} 10:58:00","${DAY} 10:58:06","${DAY} 11:02:00",240,234,"ANSWERED","DOCUMENTATION","1772434500.17",""`,
    ]);
    // The columns of Asterisk's sample cel_custom.conf, without a header.
    const celLine = (type: string, time: string, number: string, channel: string, id: string) =>
      [type, `${DAY} ${time}`, "", number, "", "", "", "", "", channel, "", "", "3", "", id, "31.1", "", "", "", ""]
        .map((cell) => `"${cell}"`)
        .join(",");
    const [trunk, agent] = [
      ["084000000001", "PJSIP/trunk-00000020", "31.1"],
      ["2104", "PJSIP/2104-00000021", "31.2"],
    ] as const;
    const cel = file("cel.csv", [
      celLine("CHAN_START", "11:58:00", ...trunk),
      celLine("CHAN_START", "11:58:02", ...agent),
      celLine("ANSWER", "11:58:04", ...agent),
      celLine("BRIDGE_ENTER", "11:58:04", ...agent),
      celLine("BRIDGE_ENTER", "11:58:04", ...trunk),
      celLine("BRIDGE_EXIT", "12:03:00", ...agent),
      celLine("HANGUP", "12:03:00", ...agent),
      celLine("CHAN_END", "12:03:01", ...agent),
      celLine("CHAN_END", "12:03:01", ...trunk),
      celLine("LINKEDID_END", "12:03:01", ...trunk),
    ]);
    for (const [fresh, same] of [
      [1, 0],
      [0, 1],
    ] as const) {
      expect(await bring("log", ocsf, plain, "--format", "ocsf")).toMatchObject({ new: 2 * fresh, same: 2 * same, bad: 0 });
      expect(await bring("log", xes, plain, "--format", "xes")).toMatchObject({ new: fresh, same, bad: 0, unknownPersons: 0 });
      expect(await bring("calls", cdr, pbx, "--format", "asterisk-cdr")).toMatchObject({ new: fresh, same, bad: 0, unbound: 0 });
      expect(await bring("calls", cel, pbx, "--format", "asterisk-cel")).toMatchObject({ new: fresh, same, bad: 0, unbound: 0 });
    }
    expect(await evening()).toMatchObject({ looks: 5, explained: 3, unexplained: 2 });
  });

  const MAP = "docs/guides/maps/watch-log.json";
  const HEAD = "waktu,user,id_pelanggan,aksi,keperluan";

  it("gaps name the people and purposes of the log, never its customers, and say where ids are written in two ways", async () => {
    const rows = [
      `${DAY} 15:00:00,u77,P-1001,VIEW,Promosi`,
      `${DAY} 15:01:00,u77,P-1001,VIEW,Layanan`,
      `${DAY} 15:02:00,u01,1001,VIEW,Layanan`,
      `${DAY} 15:03:00,081200000009,P-1001,VIEW,Layanan`,
    ];
    const log = file("gaps.csv", [HEAD, ...rows]);
    expect(await bring("log", log, MAP, "--dry-run")).toMatchObject({ new: 4, same: 0, dryRun: true });
    const { out } = await say("watch", "import", "log", log, "--map", MAP);
    expect(out).toMatch(
      /new 4, .*\n3 pembukaan data oleh petugas yang tidak dikenal.* · 3 looks by people who are not known: .*\n {2}u77 \(2\)\n/,
    );
    expect(out).toMatch(
      /1 looks at customer ids that are not in the imported file of customers: do both files write ids in the same way\?/,
    );
    expect(out).toMatch(/1 looks for purposes that are not known: .*\n {2}Promosi \(1\)/);
    const gaps = (await say("watch", "gaps")).out;
    expect(gaps).toMatch(/ {4}u77 \(2\)\n/);
    expect(gaps).not.toMatch(/0812|P-1001/);
    file("roster.csv", [
      "login,nama,kantor,jabatan,atasan,pesawat,tanggal,mulai,selesai",
      `u77,Umar,Cabang Mataram,CS,arman,2177,${DAY},08:00,17:00`,
    ]);
    await bring("roster", "roster.csv", "docs/guides/maps/watch-roster.json");
    expect(await bring("log", log, MAP, "--dry-run")).toMatchObject({ new: 2, same: 2 });
    expect(await bring("log", log, MAP)).toMatchObject({ new: 2, same: 2, unknownPersons: 1, names: { persons: [] } });
    expect((await told("watch", "gaps")).gaps.find(({ source }: { source: string }) => source === "crm-log")).toMatchObject({
      names: { persons: [], purposes: [{ name: "Promosi", looks: 1 }] },
    });
  });

  it("a wrong row is told by its line in both languages, with the file that keeps all of them", async () => {
    const log = file("faults.csv", [
      HEAD,
      "kemarin,u01,P-1001,VIEW,Layanan",
      ...Array.from({ length: 11 }, () => "2026-02-31 09:00:00,u01,P-1001,VIEW,"),
    ]);
    const { exit, err } = await say("watch", "import", "log", log, "--map", MAP);
    expect(exit).toBe(1);
    expect(err).toMatch(
      /^baris 2, kolom waktu: tanpa tanggal dan jam; seharusnya: .* · row 2, column waktu: no date and time; expected: /m,
    );
    expect(err).toContain(`… 2\n→ ${join(cwd, "faults.csv.errors.csv")}`);
    const numbers = await say(
      "watch",
      "import",
      "customers",
      file("n.csv", ["id_pelanggan,hp,surel", "P-1,x,"]),
      "--map",
      "docs/guides/maps/watch-customers.json",
    );
    expect([numbers.exit, numbers.err]).toEqual([1, expect.stringMatching(/^baris 2, kolom hp: .* · row 2, column hp: .*\n→ /m)]);
  });

  it("what is wrong with a map is told by its file in both languages; a roster's zone with those that are allowed", async () => {
    const map = (text: object) => file("wrong.json", [JSON.stringify(text)]);
    const roster = await say(
      "watch",
      "import",
      "roster",
      "roster.csv",
      "--map",
      map({ source: "r", zone: "Europe/Amsterdam", columns: { login: "login", name: "nama", office: "kantor" } }),
      "--dry-run",
    );
    expect([roster.exit, roster.err]).toEqual([
      1,
      expect.stringMatching(
        /wrong\.json: "zone" harus salah satu dari Asia\/Jakarta, .*Asia\/Jayapura.* · "zone" must be one of Asia\/Jakarta/,
      ),
    ]);
    const time = { source: "l", zone: ZONE, columns: { at: "waktu", person: "user", customer: "id" }, timeFormat: "dd/MM" };
    expect((await say("watch", "import", "log", "log.csv", "--map", map(time))).err).toMatch(
      /"timeFormat" harus tersusun dari .* · "timeFormat" must be made of yyyy/,
    );
    expect((await say("watch", "import", "log", "nowhere.csv", "--map", MAP)).err).toMatch(/nowhere\.csv.* · /);
  });

  it("a log whose times are in a form of its own is read by the form that its map names", async () => {
    const columns = { at: "waktu", person: "user", customer: "id" };
    const log = file("own.csv", ["waktu,user,id", "11/30/2026 14:00:00,rina,P-1001"]);
    const map = { source: "own-times", zone: ZONE, columns };
    expect((await say("watch", "import", "log", log, "--map", file("own.json", [JSON.stringify(map)]))).err).toMatch(
      /tanpa tanggal dan jam/,
    );
    const named = file("own.json", [JSON.stringify({ ...map, timeFormat: "MM/dd/yyyy HH:mm:ss" })]);
    expect(await bring("log", log, named)).toMatchObject({ new: 1, bad: 0 });
    const { rows } = await product.db.query("select at from watch.observed where source = 'own-times'");
    expect(rows).toEqual([{ at: localInstant(DAY, "14:00", ZONE) }]);
  });
});
