import { asteriskCdr } from "./asterisk-cdr/index.ts";
import { asteriskCel } from "./asterisk-cel/index.ts";
import { chatwoot } from "./chatwoot/index.ts";
import type { EvidenceSource } from "./contract.ts";
import { counterCsv } from "./counter-csv/index.ts";
import { customerConfirmation } from "./customer-confirmation/index.ts";
import { dispatcher } from "./dispatcher/index.ts";
import { exchangeCsv } from "./exchange-csv/index.ts";
import { liveContacts } from "./live-contacts/index.ts";
import { ticketCsv } from "./ticket-csv/index.ts";
import { ticketWebhook } from "./ticket-webhook/index.ts";
import { zammad } from "./zammad/index.ts";

/** Kinds of files, messages and acts that hold evidence. */
export const evidenceSources: readonly EvidenceSource[] = [
  ...[exchangeCsv, asteriskCdr, asteriskCel, counterCsv, ticketCsv],
  ...[liveContacts, dispatcher, ticketWebhook, zammad, chatwoot],
  customerConfirmation,
];
