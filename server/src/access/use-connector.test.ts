import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlainSearch } from "../../../tests/attacks/plain-search.ts";
import { engines } from "../../../tests/harness/engines.ts";
import { type HttpPeer, startHttpPeer } from "../../../tests/harness/http-peer.ts";
import { type MailPeer, startMailPeer } from "../../../tests/harness/mail-peer.ts";
import { type EveningWorld, openEveningWorld } from "../../../tests/world/evening-world.ts";
import { stateOf } from "../../../tests/world/state-of.ts";
import { newIid } from "../platform/ids.ts";

const PHONE = "+6281277665544";
const MAIL = "siti.maesaroh.satu@contoh.id";

describe.each(engines)("calling and writing without seeing the number, on $name", (engine) => {
  const dir = mkdtempSync(join(tmpdir(), "use-"));
  const lines: string[] = [];
  const answers: string[] = [];
  let world: EveningWorld;
  let [exchange, meta]: HttpPeer[] = [];
  let mail: MailPeer;
  let siti = "";

  beforeAll(async () => {
    exchange = await startHttpPeer(202, JSON.stringify({ dialled: PHONE }));
    meta = await startHttpPeer(400, JSON.stringify({ error: { message: `not allowed: ${PHONE}` } }));
    mail = await startMailPeer({ password: "rahasia-surel" });
    writeFileSync(join(dir, "token"), "rahasia-sentral");
    writeFileSync(join(dir, "mail"), "rahasia-surel");
    writeFileSync(join(dir, "ca.pem"), mail.ca);
    const ways = [
      { name: "telepon", uses: "call_http", url: `${exchange.url}/originate`, secretFile: "token" },
      { name: "wa", uses: "whatsapp_cloud", url: meta.url, account: "1065", secretFile: "token" },
      {
        name: "surel",
        uses: "mail_smtp",
        url: `smtp://mercusuar@localhost:${mail.port}`,
        from: "cs@lentera.example",
        secretFile: "mail",
        caFile: "ca.pem",
      },
    ];
    writeFileSync(join(dir, "connectors.json"), JSON.stringify({ connectors: ways }));
    const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
    world = await openEveningWorld(engine, { connectors: join(dir, "connectors.json"), log });
    world.at("10:00");
    const provenance = { channel: "registration", source: "test" } as const;
    const values = { name: "Siti Maesaroh", phone: PHONE, email: MAIL };
    siti =
      (
        await world.product.records.addCustomers([{ officeId: world.office.id, values, provenance }], { by: "operator", source: "test" })
      )[0] ?? "";
  }, 240_000);
  afterAll(async () => {
    await world?.close();
    exchange?.close();
    meta?.close();
    await mail?.close();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  async function use(connector: string, more: object = {}, customer = siti, who = world.rina) {
    const answer = await world.call(who, "POST", `/api/customers/${customer}/use`, { purpose: "care", connector, ...more });
    answers.push(answer.text ?? "");
    return answer;
  }
  const open = async () =>
    (await world.call(world.rina, "POST", "/api/cases", { customer: siti, purpose: "care", origin: "agent_call" })).body.case.id;

  it("R40: goes through the same gate as a look: without a case nothing is dialled, and outside scope nobody is there", async () => {
    expect(await use("telepon", { line: "2104" })).toMatchObject({ status: 403, body: { rules: [{ id: "R40" }] } });
    expect(await use("telepon", { line: "2104" }, "cus_00000000000000000000000000")).toMatchObject({
      status: 404,
      body: { code: "not-found" },
    });
    expect((await world.product.db.query("select 1 from journal.look_index where typ = 'use' and decision <> 'deny'")).rows).toEqual([]);
    expect(exchange?.arrived).toEqual([]);
  });

  it("the number reaches the exchange; the agent hears accepted and a reference", async () => {
    await open();
    const { status, body } = await use("telepon", { line: "2104" });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { state: "accepted", reference: expect.any(String), entry: expect.any(Number) },
    });
    expect(JSON.parse(exchange?.arrived[0]?.body ?? "")).toEqual({ from: "2104", to: PHONE, reference: body.reference });
    expect(exchange?.arrived[0]?.request.headers.authorization).toBe("Bearer rahasia-sentral");
    await world.product.journal.flush();
    const { rows } = await world.product.db.query("select typ, out, fields, decision from journal.look_index where idx = $1", [body.entry]);
    expect(rows).toEqual([{ typ: "use", out: "opened", fields: ["phone:use"], decision: "allow" }]);
  });

  it("a peer that refuses is failed, whatever it says; the address of a letter reaches the mail server", async () => {
    expect((await use("wa", { text: "Kartu Anda siap." })).body).toMatchObject({ state: "failed", why: "refused" });
    expect(meta?.arrived).toHaveLength(1);
    expect((await use("surel", { subject: "Kartu", text: "Kartu Anda siap." })).body.state).toBe("accepted");
    expect(mail.mails[0]).toContain(`To: ${MAIL}`);
  });

  it("asked again under the same id nothing is sent again, and the answer is the same; another's id gives nothing", async () => {
    const iid = newIid();
    const first = await use("telepon", { line: "2104", iid });
    const again = await use("telepon", { line: "2104", iid });
    expect(again.body).toMatchObject({ state: "accepted", reference: iid, entry: first.body.entry });
    const both = newIid();
    const answered = await Promise.all([use("telepon", { line: "2104", iid: both }), use("telepon", { line: "2104", iid: both })]);
    expect(answered.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(exchange?.arrived).toHaveLength(3);
    await world.call(world.yosua, "POST", "/api/cases", { customer: siti, purpose: "care", origin: "agent_call" });
    expect(await use("telepon", { line: "2105", iid }, siti, world.yosua)).toMatchObject({ status: 409, body: { code: "repeated" } });
  });

  it("under emergency access too, and the entry says so", async () => {
    const ani = await world.customer("Ani Darurat", { phone: "081200009999" });
    const asked = await world.call(world.yosua, "POST", "/api/break-glass", {
      customer: ani,
      purpose: "care",
      why: "fraud",
      task: "Penipuan berlangsung.",
    });
    await world.call(world.arman, "POST", `/api/break-glass/${asked.body.id}/decisions`, { grant: true });
    const { body } = await use("telepon", { line: "2105" }, ani, world.yosua);
    expect(body).toMatchObject({ state: "accepted", warnings: [{ rule: "GLASS" }] });
    await world.product.journal.flush();
    const { rows } = await world.product.db.query("select decision, watch from journal.look_index where idx = $1", [body.entry]);
    expect(rows).toEqual([{ decision: "breakglass", watch: ["R40", "GLASS"] }]);
  });

  it("what is missing or unknown is said, and a telephone outside the house is not rung first", async () => {
    expect(await use("telepon")).toMatchObject({ status: 422, body: { code: "missing", where: "line" } });
    expect(await use("fax")).toMatchObject({ status: 422, body: { code: "unknown-connector" } });
    expect((await use("telepon", { line: "081234567890" })).status).toBe(400);
    expect((await world.call(world.rina, "GET", "/api/connectors")).body.connectors.map(({ name }: { name: string }) => name)).toEqual([
      "telepon",
      "wa",
      "surel",
    ]);
  });

  it("a call that nothing explains lies on the evening desk like a look", async () => {
    const dina = await world.hire("dina", { supervisorId: world.arman.id });
    const budi = await world.customer("Budi Santoso", { phone: "081200008888" });
    await world.call(dina, "POST", "/api/cases", { customer: budi, purpose: "care", origin: "agent_call" });
    expect((await use("telepon", { line: "2106" }, budi, dina)).body.state).toBe("accepted");
    // What she has in hand is not judged before its hour is over.
    world.at("16:30");
    const [evening] = await world.evening();
    expect(evening?.rows.some(({ sentence }) => sentence.includes("Dina"))).toBe(true);
  });

  it("R47, R72: off duty a reason is asked for, and the call goes out with the one that was picked", async () => {
    world.at("16:55");
    await open();
    world.at("17:05");
    const before = exchange?.arrived.length;
    const asked = await use("telepon", { line: "2104" });
    expect(asked).toMatchObject({ status: 403, body: { code: "reason-needed", rules: [{ id: "R72" }] } });
    expect(exchange?.arrived).toHaveLength(before ?? 0);
    expect((await use("telepon", { line: "2104", reason: "overtime" })).body.state).toBe("accepted");
    world.at("10:00");
  });

  it("R89: an offer is dialled in the customer's hours only, whatever reason is picked", async () => {
    const nina = await world.hire("nina", { function: "telesales" });
    await world.product.records.setConsents([{ customerId: siti, question: "offers", state: "yes", method: "form", by: "operator" }]);
    world.at("10:00");
    const task = await world.ticket(siti, "offer");
    const claimed = await world.call(nina, "POST", `/api/cases/${task}/claim`, { reason: "supervisor" });
    expect(claimed.status, claimed.text).toBe(200);
    const offer = { purpose: "offer", case: task, line: "2107" };
    expect((await use("telepon", offer, siti, nina)).body.state).toBe("accepted");
    world.at("20:30");
    const late = await use("telepon", { ...offer, reason: "overtime" }, siti, nina);
    expect([late.status, late.body.rules.map(({ id }: { id: string }) => id)]).toEqual([403, expect.arrayContaining(["R89"])]);
    world.at("10:00");
  });

  it("number and address stand in no answer, log line, table or file of ours, nor do the secrets", async () => {
    await world.product.journal.drain();
    const search = new PlainSearch([PHONE, PHONE.slice(1), `0${PHONE.slice(3)}`, MAIL, "rahasia-sentral", "rahasia-surel"]);
    const hits = [...search.inBytes("answers", Buffer.from(answers.join("\n"))), ...search.inBytes("log", Buffer.from(lines.join("\n")))];
    const tables = await world.product.db.query<{ name: string }>(
      "select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    for (const { name } of tables.rows) {
      const { rows } = await world.product.db.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`);
      hits.push(...search.inBytes(name, Buffer.from(rows.map(({ row }) => row).join("\n"))));
    }
    hits.push(...search.inDirectory(world.product.dataDir));
    expect(hits).toEqual([]);
    expect(answers.length).toBeGreaterThan(10);
  });

  it("the state check repeats the decisions", async () => {
    const report = await stateOf(world.product);
    expect(report.findings).toEqual([]);
  });
});
