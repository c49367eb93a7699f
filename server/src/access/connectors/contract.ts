import type { ConnectorName } from "@mercusuar/keeper";
import type { Words } from "../../platform/language.ts";

/** What a connector is to do with the one value it is given. Nothing of this is stored. */
export interface Errand {
  /** The number (E.164) or address that the keeper opened. INVARIANT: it goes into the body of one request and nowhere else: no URL, header, log or error. */
  value: string;
  /** Ours, random; the only name under which peer and we speak of this errand. */
  reference: string;
  /** The person's own telephone, which rings first. */
  line?: string | undefined;
  subject?: string | undefined;
  text?: string | undefined;
  at: Date;
}

/** What a company writes for one connector in the file of connectors, checked when it is read. */
export interface Settings {
  url: string;
  /** Login or number id with the peer, where it has one. */
  account?: string;
  from?: string;
  /** Dial plan of the exchange. */
  context?: string;
  /** How the person's own telephone is called there: `PJSIP/{line}`. */
  endpoint?: string;
  field?: "phone" | "email";
  /** Name of a message template that the peer has approved; without it the text itself is sent. */
  template?: string;
  templateLanguage?: string;
}

export interface Means {
  settings: Settings;
  /** From a file or the environment, read at each start; never in the database. */
  secret: string;
  /** PEM of a certificate authority of one's own. */
  ca?: string;
  timeout: number;
}

/** The peer took it or not. Its own reference is not passed on: some (WhatsApp) hold the number. */
export type Delivered = { accepted: true } | { accepted: false; why: "refused" | "unreachable" };

/** One request as it has to arrive, for the contract test and for whoever sets up the other side. */
export interface Example {
  title: string;
  settings: Omit<Settings, "url">;
  secret: string;
  errand: Omit<Errand, "at">;
  /** What the peer answers. */
  answers: { status: number; body: string };
  /** What must have arrived; members that are not named are not compared. */
  arrives: { path?: string; headers?: Record<string, string | RegExp>; body: object };
  gives: Delivered;
}

/** A way to a customer that shows the agent no number. A new one is a folder, a line in `list.ts`, and a line in the keeper's `connectors.ts`. */
export interface Connector {
  id: ConnectorName;
  name: Words;
  /** Which value it needs; absent: as its settings say. */
  field?: "phone" | "email";
  /** What the person has to give. */
  needs: ReadonlyArray<"line" | "text" | "subject">;
  /** Settings without which it cannot work. */
  requires: ReadonlyArray<keyof Settings>;
  /** Others that it understands. */
  knows: ReadonlyArray<keyof Settings>;
  send(means: Means, errand: Errand): Promise<Delivered>;
  /** Of an HTTP peer; a mail server is tried by its own test. */
  examples: readonly Example[];
}
