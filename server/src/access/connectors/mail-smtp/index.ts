import { createTransport } from "nodemailer";
import { mailServerOf } from "../../../platform/mail-server.ts";
import type { Connector } from "../contract.ts";

/** E-mail over the company's own mail server: STARTTLS or TLS, certificates verified; the address stands in the envelope and the letter alone. */
export const mailSmtp: Connector = {
  id: "mail_smtp",
  name: { id: "Surel", en: "E-mail" },
  field: "email",
  needs: ["subject", "text"],
  requires: ["from"],
  knows: [],
  async send({ settings: { url, from }, secret, ca, timeout }, { value, subject, text, reference }) {
    const reached = mailServerOf(url);
    if ("mistake" in reached) return { accepted: false, why: "unreachable" };
    const { name, ...server } = reached;
    const transport = createTransport({
      ...server,
      ...(name === "" ? {} : { auth: { user: name, pass: secret } }),
      ...(ca === undefined ? {} : { tls: { ca } }),
      ...{ connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, disableFileAccess: true, disableUrlAccess: true },
    });
    try {
      await transport.sendMail({ from, to: { name: "", address: value }, subject, text, messageId: `<${reference}@mercusuar>` });
      return { accepted: true };
    } catch (error) {
      // Its text may quote the address.
      return { accepted: false, why: (error as { responseCode?: number }).responseCode === undefined ? "unreachable" : "refused" };
    } finally {
      transport.close();
    }
  },
  examples: [],
};
