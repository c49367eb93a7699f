/**
 * The connectors that may be given a value, and which: closed here, so that a server in wrong hands cannot have an identity number "used".
 * A new connector is a folder in the server and a line here.
 */
export const USABLE = {
  call_http: ["phone"],
  call_asterisk: ["phone"],
  whatsapp_cloud: ["phone"],
  mail_smtp: ["email"],
  webhook: ["phone", "email"],
  /** The server's own: a call code is bound to the last digits of the number that was dialled. */
  call_code: ["phone"],
} as const satisfies Record<string, readonly string[]>;

/** Name of a registered connector. */
export type ConnectorName = keyof typeof USABLE;

export const isUsable = (connector: unknown, field: string): boolean =>
  typeof connector === "string" &&
  Object.hasOwn(USABLE, connector) &&
  (USABLE[connector as ConnectorName] as readonly string[]).includes(field);
