import { consult } from "./consult/index.ts";
import { continuity } from "./continuity/index.ts";
import type { Template } from "./contract.ts";
import { customerEvent } from "./customer-event/index.ts";
import { dispatchedCase } from "./dispatched-case/index.ts";
import { dispatchedItem } from "./dispatched-item/index.ts";
import { liveContact } from "./live-contact/index.ts";
import { orderedTask } from "./ordered-task/index.ts";
import { ownedTicket } from "./owned-ticket/index.ts";

/** All templates in force. A new one is a folder and a line here. */
export const templates: readonly Template[] = [
  ...[liveContact, dispatchedCase, dispatchedItem, continuity, customerEvent, ownedTicket],
  ...[consult, orderedTask],
];
