import { appOf } from "../http/app-of.ts";
import { fill } from "../platform/language.ts";
import type { Product } from "../product.ts";
import type { DemoOut } from "./demo-out.ts";

interface Desk {
  office: { name: string };
  date: string;
  greeting: { looks: number; clear: number; answered: number; waitingLooks: number; waiting: number; minutes: number };
  rows: Array<{ sentence: string; why: string[]; state: string }>;
}
const SHOWN_ROWS = 12;

/** The evening of Sumbawa as its supervisor reads it, on the terminal. Names are masked: the terminal is not his desk. */
export async function printEvening(product: Product, out: DemoOut): Promise<void> {
  const desk = await deskOf(product, "arman");
  if (!desk) return;
  const { looks, clear, answered, waitingLooks, waiting, minutes } = desk.greeting;
  out.line(
    fill(
      "\nTutup Hari, {office}, {date}: tim membuka {looks} data pelanggan; {clear} sudah jelas, {answered} sudah dijawab, {waitingLooks} menunggu penjelasan; {waiting} baris di meja (kira-kira {minutes} menit).",
      {
        office: desk.office.name,
        date: desk.date,
        looks,
        clear,
        answered,
        waitingLooks,
        waiting,
        minutes,
      },
    ),
  );
  const open = desk.rows.filter(({ state }) => state === "waiting" || state === "asked");
  for (const { sentence, why } of open.slice(0, SHOWN_ROWS)) out.line(`  • ${sentence}${why.length > 0 ? ` ${why.join(" ")}` : ""}`);
  if (open.length > SHOWN_ROWS) out.line(`  … dan ${open.length - SHOWN_ROWS} lagi di meja Tutup Hari`);
}

async function deskOf(product: Product, login: string): Promise<Desk | undefined> {
  const person = await product.people.find(login);
  if (!person) return undefined;
  const app = await appOf(product);
  try {
    const { token } = await product.people.makeSignInLink(person.id, { purpose: "demo", hours: 1 });
    const session = (await app.inject({ method: "POST", url: "/api/session/link", payload: { token } })).json<{ token: string }>();
    const headers = { authorization: `Bearer ${session.token}`, "accept-language": "id" };
    const answer = await app.inject({ method: "GET", url: "/api/desk", headers });
    await app.inject({ method: "DELETE", url: "/api/session", headers });
    return answer.statusCode === 200 ? answer.json<Desk>() : undefined;
  } finally {
    await app.close();
  }
}
