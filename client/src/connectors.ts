import type { Rule } from "./problem.ts";
import type { Asking, Send } from "./transport.ts";
import { segment } from "./transport.ts";

/** A way to call or write, by the name under which people pick it. */
export interface ConnectorWay {
  name: string;
  label: string;
  field: "phone" | "email";
  needs: Array<"line" | "text" | "subject">;
}

export interface AskedUse {
  purpose: string;
  case?: string;
  connector: string;
  /** The person's own telephone in the house, 2 to 6 digits. */
  line?: string;
  subject?: string;
  text?: string;
  /** UUIDv7 of this request: sent again it does nothing and answers the same. */
  iid?: string;
}

/** The peer took it or not; the number never comes back. */
export interface UsedConnector {
  state: "accepted" | "failed";
  why?: "refused" | "unreachable";
  reference: string;
  entry: number;
  warnings: Array<Pick<Rule, "text"> & { rule: string }>;
}

/** Acting without seeing. */
export const connectorRoutes = (send: Send) => ({
  connectors: (asking?: Asking) => send.json<{ connectors: ConnectorWay[] }>("GET", "/api/connectors", undefined, asking),
  useConnector: (customer: string, asked: AskedUse, asking?: Asking) =>
    send.json<UsedConnector>("POST", `/api/customers/${segment(customer)}/use`, asked, asking),
});
