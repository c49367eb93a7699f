import type { EvidenceMap, FileSource, ReadInstant } from "../contract.ts";
import { CelCalls } from "./cel-calls.ts";
import { celExamples } from "./examples.ts";

/** The order of `Master.csv` in Asterisk's sample cel_custom.conf; newer samples put a literal into the second place. */
const ORDER = [
  ...["eventtype", "eventtime", "cidname", "cidnum", "cidani", "cidrdnis", "ciddnid", "exten", "context", "channame", "appname", "appdata"],
  ...["amaflags", "accountcode", "uniqueid", "linkedid", "peer", "userfield", "userdeftype", "eventextra"],
];
const WITH_LITERAL = [ORDER[0] ?? "", "literal", ...ORDER.slice(1)];

/**
 * `Master.csv` of Asterisk's Channel Event Logging: each line one event of one channel. The events of a call carry one `linkedid`; an
 * extension's part of it goes from its entering a bridge to its leaving.
 * Source: Asterisk documentation, "Channel Event Logging (CEL)", https://docs.asterisk.org/Configuration/Reporting/Channel-Event-Logging-CEL/,
 * and the sample cel_custom.conf. `dateformat` in cel.conf: "%F %T", or left out (seconds since 1970).
 */
export const asteriskCel: FileSource = {
  id: "asterisk-cel",
  words: { id: "Asterisk CEL (Master.csv)", en: "Asterisk CEL (Master.csv)" },
  form: "file",
  order: (count) => (count === ORDER.length ? ORDER : count === WITH_LITERAL.length ? WITH_LITERAL : undefined),
  settings: { own: ["extensionDigits", "persons"] },
  match: { person: ["extension"], customer: ["phone"] },
  parse: () => ({ nothing: "one event alone is no call" }),
  gather: (map: EvidenceMap, instant: ReadInstant) => new CelCalls(map, instant),
  examples: celExamples,
};
