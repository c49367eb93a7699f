import { consult } from "./consult/index.ts";
import { continuity } from "./continuity/index.ts";
import type { Template } from "./contract.ts";
import { customerEvent } from "./customer-event/index.ts";
import { dispatchedCase } from "./dispatched-case/index.ts";
import { liveContact } from "./live-contact/index.ts";
import { orderedTask } from "./ordered-task/index.ts";

/** All templates in force. A new one is a folder and a line here. */
export const templates: readonly Template[] = [liveContact, dispatchedCase, continuity, customerEvent, consult, orderedTask];
