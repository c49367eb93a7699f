import { callAsterisk } from "./call-asterisk/index.ts";
import { callHttp } from "./call-http/index.ts";
import type { Connector } from "./contract.ts";
import { mailSmtp } from "./mail-smtp/index.ts";
import { webhook } from "./webhook/index.ts";
import { whatsappCloud } from "./whatsapp-cloud/index.ts";

/** All connectors. A new one is a folder and a line here, and a line in the keeper's `connectors.ts`. */
export const connectors: readonly Connector[] = [callHttp, callAsterisk, whatsappCloud, mailSmtp, webhook];
