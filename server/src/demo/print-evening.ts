import { appOf } from "../http/app-of.ts";
import { fill, type Language } from "../platform/language.ts";
import type { Product } from "../product.ts";
import type { DemoOut } from "./demo-out.ts";

export interface Desk {
  office: { name: string };
  date: string;
  greeting: { looks: number; clear: number; answered: number; waitingLooks: number; waiting: number; minutes: number };
  rows: Array<{ sentence: string; why: string[]; state: string }>;
}
const SHOWN_ROWS = 12;

/** In the language that its supervisor has chosen, as his sentences are. */
const WORDS = {
  head: {
    id: "\nTutup Hari, {office}, {date}: tim membuka {looks} data pelanggan; {clear} sudah jelas, {answered} sudah dijawab, {waitingLooks} menunggu penjelasan; {waiting} baris di meja (kira-kira {minutes} menit).",
    en: "\nEvening desk, {office}, {date}: the team opened {looks} customer records; {clear} are clear, {answered} are answered, {waitingLooks} wait for an explanation; {waiting} rows on the desk (about {minutes} minutes).",
  },
  more: { id: "  … dan {n} lagi di meja Tutup Hari", en: "  … and {n} more on the evening desk" },
} as const;

/** The evening of Sumbawa as its supervisor reads it, on the terminal. Names are masked: the terminal is not his desk. */
export async function printEvening(product: Product, out: DemoOut): Promise<void> {
  const desk = await deskOf(product, "arman");
  if (!desk) return;
  for (const line of eveningLines(desk.told, desk.language)) out.line(line);
}

export function eveningLines({ office, date, greeting, rows }: Desk, language: Language): string[] {
  const open = rows.filter(({ state }) => state === "waiting" || state === "asked");
  return [
    fill(WORDS.head[language], { ...greeting, office: office.name, date }),
    ...open.slice(0, SHOWN_ROWS).map(({ sentence, why }) => ["  •", sentence, ...why].join(" ")),
    ...(open.length > SHOWN_ROWS ? [fill(WORDS.more[language], { n: open.length - SHOWN_ROWS })] : []),
  ];
}

async function deskOf(product: Product, login: string): Promise<{ told: Desk; language: Language } | undefined> {
  const person = await product.people.find(login);
  if (!person) return undefined;
  const app = await appOf(product);
  try {
    const { token } = await product.people.makeSignInLink(person.id, { purpose: "demo", hours: 1 });
    const session = (await app.inject({ method: "POST", url: "/api/session/link", payload: { token } })).json<{ token: string }>();
    const headers = { authorization: `Bearer ${session.token}` };
    const me = (await app.inject({ method: "GET", url: "/api/me", headers })).json<{ person: { language: Language } }>();
    const answer = await app.inject({ method: "GET", url: "/api/desk", headers });
    await app.inject({ method: "DELETE", url: "/api/session", headers });
    return answer.statusCode === 200 ? { told: answer.json<Desk>(), language: me.person.language } : undefined;
  } finally {
    await app.close();
  }
}
