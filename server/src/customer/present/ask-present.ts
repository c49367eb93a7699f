import type { Refusal } from "../../access/index.ts";
import { secretBytes } from "../../platform/chance.ts";
import { newId } from "../../platform/ids.ts";
import { fill } from "../../platform/language.ts";
import { problem } from "../../platform/problem.ts";
import { digits, hashOf, macOf } from "../mac.ts";
import type { CustomerParts } from "../parts.ts";
import { WORDS } from "../words.ts";
import { boundOf } from "./bound.ts";
import { bindCustomer, insertPresence, linksSince, officeName } from "./store.ts";

const DAY = 24 * 60 * 60_000;
const PAD_DIGITS = 8;

export interface PresentAsk {
  tokenHash: string | undefined;
  by: "nik" | "phone";
  value: string;
  purpose: string;
  /** Where he confirms: by a link on his own telephone, or on a tablet at the counter. */
  way: "phone" | "pad";
}

export interface AskedPresent {
  refused: false;
  id: string;
  until: Date;
  /** For the tablet: which request it is about. It opens nothing by itself. */
  pad?: string;
}

/** What goes on behind an answer; whoever closes the house waits for it. */
export type Behind = (work: Promise<void>) => void;

/**
 * *Pelanggan hadir* (R10): a customer of elsewhere stands at the counter. The answer is the same whether he is known, refused or nobody: a request was
 * sent, if known. Who he is is looked up behind the answer. @throws Problem 401, 409 where no way is set up, 422
 */
export async function askPresent(parts: CustomerParts, behind: Behind, ask: PresentAsk): Promise<AskedPresent | Refusal> {
  if (ask.way === "pad" && ask.by === "nik") throw problem("by-nik", WORDS.byNik, { status: 422, where: "by" });
  if (ask.way === "phone" && parts.access.present.page === undefined)
    throw problem("no-way", WORDS.noWay, { status: 409, detail: WORDS.noWayWay });
  const asked = await parts.access.present.ask(ask);
  if (asked.refused) return asked;
  const { person, now } = asked;
  const secret = ask.way === "phone" ? secretBytes(16).toString("base64url") : digits(PAD_DIGITS);
  const [id, until] = [newId("prs"), new Date(now.getTime() + parts.settings.presentMinutes * 60_000)];
  const mac = macOf(parts.serverKey, ask.way === "phone" ? "link" : "pad", secret);
  await parts.act(async (tx, write) => {
    await insertPresence(tx, {
      id,
      mac,
      personId: person.id,
      officeId: person.officeId,
      purpose: ask.purpose,
      way: ask.way,
      askedAt: now,
      expiresAt: until,
    });
    const body = { change: "asked", id, way: ask.way, until: until.toISOString(), office: person.officeId, hash: hashOf(mac) };
    await write({ typ: "presence", aggregate: `presence:${id}`, act: person.id, pur: ask.purpose, body });
  });
  behind(bindAndSend(parts, ask, { id, secret, until, tokens: asked.tokens, officeId: person.officeId, now }));
  return { refused: false, id, until, ...(ask.way === "pad" ? { pad: secret } : {}) };
}

interface Sending {
  id: string;
  secret: string;
  until: Date;
  tokens: string[];
  officeId: string;
  now: Date;
}

async function bindAndSend(parts: CustomerParts, { tokenHash, purpose, way }: PresentAsk, sending: Sending): Promise<void> {
  const about = await parts.access.present.find(tokenHash, sending.tokens, purpose);
  if (about === undefined) return;
  const { id, now } = sending;
  const customer = { id: about.holder.id, wrap: about.holder.wrap };
  const before = way === "phone" ? await linksSince(parts.db, customer.id, new Date(now.getTime() - DAY)) : 0;
  if (before >= parts.settings.linksADay) return;
  await parts.act(async (tx, write) => {
    await bindCustomer(tx, { id, customerId: customer.id, bound: boundOf(parts, id, customer.id), at: now });
    await write({ typ: "presence", aggregate: `presence:${id}`, act: about.person.id, customer, body: { change: "found", id } });
  });
  if (way === "phone") await parts.access.present.send(about, await messageOf(parts, sending));
}

async function messageOf(parts: CustomerParts, { secret, officeId, until, now }: Sending): Promise<string> {
  const values = {
    office: await officeName(parts.db, officeId),
    // Behind the hash sign: what stands there no browser sends to a server, and no log holds.
    link: `${parts.access.present.page}#${secret}`,
    minutes: Math.round((until.getTime() - now.getTime()) / 60_000),
  };
  return `${fill(WORDS.message.id, values)}\n\n${fill(WORDS.message.en, values)}`;
}
