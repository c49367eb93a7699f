import type { Connector } from "../contract.ts";
import { postJson } from "../post-json.ts";
import { callAsteriskExamples } from "./examples.ts";

/** Seconds that the person's own telephone rings. */
const RINGS = 30;

/**
 * Asterisk's REST interface (ARI, `POST /ari/channels`): rings the person's endpoint, then dials the customer by the dial plan. ARI reads its
 * members from the body as well as from the query; the query would put the number into the logs of every proxy on the way.
 */
export const callAsterisk: Connector = {
  id: "call_asterisk",
  name: { id: "Telepon (Asterisk)", en: "Telephone (Asterisk)" },
  field: "phone",
  needs: ["line"],
  requires: ["account", "context", "endpoint"],
  knows: ["from"],
  send({ settings: { url, account = "", context, endpoint = "", from }, secret, ...means }, { value, line = "", reference }) {
    const channel = {
      endpoint: endpoint.replaceAll("{line}", line),
      extension: value,
      context,
      priority: 1,
      timeout: RINGS,
      ...(from ? { callerId: from } : {}),
      variables: { MERCUSUAR_REFERENCE: reference },
    };
    const authorization = `Basic ${Buffer.from(`${account}:${secret}`).toString("base64")}`;
    return postJson(means, `${url.replace(/\/$/, "")}/ari/channels`, { authorization }, JSON.stringify(channel));
  },
  examples: callAsteriskExamples,
};
