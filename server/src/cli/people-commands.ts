import { FUNCTIONS, isFunction } from "../people/index.ts";
import { dayBounds, isDay } from "../platform/local-day.ts";
import type { Command, Context } from "./command.ts";

const HOURS = 72;

/** Somebody by login, or a named error. */
export async function somebody(context: Context, login: string) {
  const { people } = await context.product();
  const person = await people.find(login);
  if (!person)
    throw new Error(
      `tidak ada petugas dengan nama masuk ini: mercusuar people list KANTOR · nobody has this login: mercusuar people list OFFICE`,
    );
  return { people, person };
}

export const invite: Command = {
  name: "people invite",
  words: { id: "Tautan masuk sekali pakai untuk seorang petugas.", en: "A one-time sign-in link for a person." },
  args: ["<login>"],
  options: [{ flags: "--hours <n>", words: { id: "Berlaku berapa jam (72).", en: "Valid for how many hours (72)." } }],
  async run(context) {
    const { people, person } = await somebody(context, context.args[0] ?? "");
    const hours = Number(context.options.hours ?? HOURS);
    if (!(hours > 0 && hours <= 720)) throw new Error("--hours: 1 sampai 720 · expected 1 to 720");
    const { token, expiresAt } = await people.makeSignInLink(person.id, { purpose: "invitation", hours }, { wait: true });
    const path = `/masuk#t=${token}`;
    context.out.line(`${person.name}: http://${context.settings.host}:${context.settings.port}${path}`);
    context.out.json({ person: person.id, path, expiresAt: expiresAt.toISOString() });
    return 0;
  },
};

export const end: Command = {
  name: "people end",
  words: {
    id: "Petugas keluar: sesi, hak akses, dan kata sandinya ditutup saat itu juga.",
    en: "A person leaves: sessions, grants and password close at once.",
  },
  args: ["<login>"],
  options: [{ flags: "--why <text>", words: { id: "Alasan singkat.", en: "Short reason." } }],
  async run(context) {
    const { people, person } = await somebody(context, context.args[0] ?? "");
    const ended = await people.endPerson(person.id, String(context.options.why ?? "left").slice(0, 100));
    context.out.line(ended ? `${person.name}: ditutup · closed` : `${person.name}: sudah keluar · had left already`);
    context.out.json({ person: person.id, ended });
    return 0;
  },
};

export const grant: Command = {
  name: "people grant",
  words: { id: `Memberi fungsi (${FUNCTIONS.join(", ")}).`, en: `Grants a function (${FUNCTIONS.join(", ")}).` },
  args: ["<login>", "<function>"],
  options: [
    { flags: "--scope <scope>", words: { id: "nation, region, branch atau portfolio.", en: "nation, region, branch or portfolio." } },
    { flags: "--until <day>", words: { id: "Hari terakhir, YYYY-MM-DD.", en: "Last day, YYYY-MM-DD." } },
  ],
  async run(context) {
    if (!isFunction(context.args[1] ?? ""))
      throw new Error(`fungsi tidak dikenal; pilih · no such function; choose: ${FUNCTIONS.join(", ")}`);
    const { people, person } = await somebody(context, context.args[0] ?? "");
    const until = String(context.options.until ?? "");
    if (!isDay(until))
      throw new Error(
        "--until: hari YYYY-MM-DD; setiap hak akses berakhir sendiri, paling lama 400 hari · expected a day, YYYY-MM-DD; each grant ends by itself, after at most 400 days",
      );
    const office = await people.office(person.officeId);
    const scope = String(context.options.scope ?? "branch") as "branch";
    const endsAt = dayBounds(until, office?.zone ?? "Asia/Jakarta").until;
    const id = await people.grantAccess({ personId: person.id, function: context.args[1] ?? "", scope, officeId: person.officeId, endsAt });
    context.out.line(`${person.name}: ${context.args[1]} (${scope}) → ${until}`);
    context.out.json({ grant: id });
    return 0;
  },
};

export const addOffice: Command = {
  name: "people add-office",
  words: { id: "Menambah kantor di bawah kantor lain.", en: "Adds an office below another." },
  args: ["<name>"],
  options: [
    { flags: "--kind <kind>", words: { id: "head, region, branch atau desk.", en: "head, region, branch or desk." } },
    {
      flags: "--parent <id>",
      words: { id: "Kantor induk (id); kantor pusat bila kosong.", en: "Parent office (id); the head office unless told." },
    },
    { flags: "--zone <zone>", words: { id: "Zona waktu, mis. Asia/Makassar.", en: "Time zone, e.g. Asia/Makassar." } },
  ],
  async run(context) {
    const { people } = await context.product();
    const { kind = "branch", zone = "Asia/Jakarta" } = context.options;
    const head = (await people.offices()).find((office) => office.kind === "head");
    const parent = context.options.parent ?? (kind === "head" ? undefined : head?.id);
    const office = {
      name: context.args[0] ?? "",
      kind: kind as "branch",
      timeZone: String(zone),
      ...(parent ? { parentId: String(parent) } : {}),
    };
    const { id } = await people.addOffice(office);
    context.out.line(`${id} ${office.name}`);
    context.out.json({ office: id });
    return 0;
  },
};

export const addVendor: Command = {
  name: "people add-vendor",
  words: { id: "Menambah perusahaan penyedia tenaga.", en: "Adds a vendor." },
  args: ["<name>"],
  async run(context) {
    const { people } = await context.product();
    const { id } = await people.addVendor({ name: context.args[0] ?? "" });
    context.out.line(`${id} ${context.args[0]}`);
    context.out.json({ vendor: id });
    return 0;
  },
};

export const listOffices: Command = {
  name: "people offices",
  words: { id: "Daftar kantor.", en: "All offices." },
  async run(context) {
    const offices = await (await context.product()).people.offices();
    for (const { id, name, kind, label } of offices) context.out.line(`${id}  ${kind.padEnd(6)} ${label.padEnd(4)} ${name}`);
    context.out.json(offices);
    return 0;
  },
};

export const listPeople: Command = {
  name: "people list",
  words: {
    id: "Petugas sebuah kantor (id atau nama kantor), dengan nama masuknya.",
    en: "People of an office (its id or name), with their logins.",
  },
  args: ["<office>"],
  async run(context) {
    const { people } = await context.product();
    const asked = context.args[0] ?? "";
    const offices = await people.offices();
    const office = offices.find(({ id }) => id === asked) ?? offices.find(({ name }) => name.toLowerCase() === asked.trim().toLowerCase());
    if (!office) throw new Error("tidak ada kantor dengan id atau nama ini · no office has this id or name: mercusuar people offices");
    const rows = await people.ofOffice(office.id);
    const widest = Math.max(0, ...rows.map(({ login }) => login.length));
    for (const { id, login, name, job, state } of rows)
      context.out.line(`${id}  ${login.padEnd(widest)}  ${state.padEnd(9)} ${name} (${job})`);
    context.out.json(rows);
    return 0;
  },
};
