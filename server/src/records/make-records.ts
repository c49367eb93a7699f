import type { Shelf } from "../journal/index.ts";
import { problem } from "../platform/problem.ts";
import { type AddHow, addCustomers, type NewCustomer } from "./add-customers.ts";
import { normalised } from "./catalogue.ts";
import { customerShelf, nobodyShelf, withOlderTokens } from "./customer-shelf.ts";
import type { Field } from "./fields/field.ts";
import { FIELDS } from "./fields/list.ts";
import { type Honey, honeyStatus, makeHoney } from "./honey/make-honey.ts";
import { findByImportKey } from "./import/find-by-key.ts";
import { type ImportAsk, type ImportReport, importCustomers } from "./import/import-customers.ts";
import type { SearchKind } from "./index-values.ts";
import { type CustomerMark, markCustomer } from "./mark-customer.ts";
import { findNobody, type Nobody } from "./nobody.ts";
import type { House, RecordsParts } from "./parts.ts";
import { publishAtFirstStart, publishPurpose, purposeShelf } from "./publish-purpose.ts";
import type { ConsentQuestion, Purpose } from "./purpose.ts";
import { indexQuery } from "./query.ts";
import { type Consent, type ConsentState, consentsOf, setConsent, setConsents } from "./set-consent.ts";
import { setContactChoice } from "./set-contact-choice.ts";
import { customerHolder, customersByTokens, holderPages } from "./store.ts";

/** What do we hold, and why? */
export interface Records {
  /** The catalogue, in the order of a record card. */
  readonly fields: readonly Field[];
  /** A published purpose, or undefined. Read from memory: asked at every look. */
  purpose(id: string): Purpose | undefined;
  purposes(): Purpose[];
  /** @throws Problem `purpose-refused` */
  publishPurpose(purpose: Purpose, by?: string): Promise<void>;
  /** A given value as the stored one is kept, for a match. */
  normalise(fieldId: string, text: string): string;
  /** What a search asks the blind index. @throws Problem `bad-search` */
  query(by: string, text: string): { ix: SearchKind; value: string };
  /** Ids of customers with one of these index tokens, at most `limit`. */
  findByTokens(tokens: string[], limit: number): Promise<string[]>;
  /** Ids by the keys under which a system's file brought customers in (`system` of its mapping, else empty), in the order asked. */
  findByImportKey(system: string, keys: readonly string[]): Promise<Array<string | undefined>>;
  addCustomers(customers: NewCustomer[], how: AddHow): Promise<string[]>;
  importCustomers(ask: ImportAsk): Promise<ImportReport>;
  setConsent(consent: Consent, options?: { wait?: boolean }): Promise<void>;
  setConsents(consents: Consent[], options?: { wait?: boolean }): Promise<void>;
  /** Which ways the customer shut against offers; an empty list opens all. */
  setContactChoice(customerId: string, shut: readonly string[], by?: string): Promise<void>;
  consentsOf(customerId: string): Promise<Record<ConsentQuestion, ConsentState>>;
  /** Data pemantau: two persons make them, nobody learns which they are. */
  honey: Honey;
  markCustomer(customerId: string, mark: CustomerMark, on: boolean, by?: string): Promise<void>;
  /** The holder of nothing, for looks at somebody who does not exist or lies outside scope. */
  nobody(): Nobody;
  customerHolder(id: string): Promise<{ id: string; wrap: string } | undefined>;
  /** The holder of a person, under whose key searches are sealed. @throws Problem `no-person-key` */
  personHolder(personId: string): Promise<{ kind: "person"; id: string; wrap: string }>;
  /** Every customer's holder, page by page: to rebuild the projection. */
  holderPages(): AsyncIterable<Array<{ id: string; wrap: string }>>;
  /** How many customers' search tokens are older than this epoch of keys. */
  withOlderTokens(epoch: number): Promise<number>;
  /** Customers and, last, the holder of nothing, for whoever rotates keys. */
  shelves: readonly Shelf[];
  /** Publishes the purposes of a first start and makes the holder of nothing. Call it once the relay runs. */
  start(): Promise<void>;
  close(): void;
}

const REFRESH = 5_000;

/** Customers, fields, purposes and consents over a keeper. `start` before the first question: purposes are read into memory, and anew each 5 s. */
export function makeRecords(parts: RecordsParts): Records {
  const house: House = { ...parts, fields: parts.fields ?? FIELDS };
  const shelf = purposeShelf(house);
  let nobody: Nobody | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    fields: house.fields,
    purpose: (id) => shelf.get(id),
    purposes: () => shelf.all(),
    async publishPurpose(purpose, by) {
      await publishPurpose(house, purpose, by);
      await shelf.refresh();
    },
    normalise(fieldId, text) {
      const field = house.fields.find(({ id }) => id === fieldId);
      return field ? normalised(field, text) : text;
    },
    query: indexQuery,
    findByTokens: (tokens, limit) => customersByTokens(house.db, tokens, limit),
    findByImportKey: (system, keys) => findByImportKey(house, system, keys),
    addCustomers: (customers, how) => addCustomers(house, customers, how),
    importCustomers: (ask) => importCustomers(house, ask),
    setConsent: (consent, options) => setConsent(house, consent, options),
    setConsents: (consents, options) => setConsents(house, consents, options),
    setContactChoice: (id, shut, by) => setContactChoice(house, id, shut, by),
    consentsOf: (id) => consentsOf(house.db, id),
    honey: {
      make: (count, makers, spend) => makeHoney(house, count, makers, spend),
      status: () => honeyStatus(house),
    },
    markCustomer: (id, mark, on, by) => markCustomer(house, id, mark, on, by),
    nobody() {
      if (nobody === undefined) throw new Error("records have not been started");
      return nobody;
    },
    customerHolder: (id) => customerHolder(house.db, id),
    personHolder: (id) => personHolder(house, id),
    holderPages: () => holderPages(house.db),
    withOlderTokens: (epoch) => withOlderTokens(house.db, epoch),
    shelves: [
      customerShelf(house),
      nobodyShelf(house.db, async () => {
        nobody = await findNobody(house);
      }),
    ],
    async start() {
      await publishAtFirstStart(house);
      await shelf.refresh();
      nobody = await findNobody(house);
      // Another process may publish: memory follows within seconds.
      timer = setInterval(() => void shelf.refresh().catch(() => undefined), REFRESH).unref();
    },
    close: () => clearInterval(timer),
  };
}

async function personHolder({ db }: House, id: string): Promise<{ kind: "person"; id: string; wrap: string }> {
  const { rows } = await db.query<{ wrap: string | null }>({
    name: "records-person-wrap",
    text: "select wrap from people.person where id = $1",
    values: [id],
  });
  const wrap = rows[0]?.wrap;
  if (wrap) return { kind: "person", id, wrap };
  throw problem("no-person-key", { id: "Petugas ini belum punya kunci.", en: "This person has no key yet." }, { status: 409 });
}
