import type { Connector } from "../contract.ts";
import { postJson } from "../post-json.ts";
import { whatsappCloudExamples } from "./examples.ts";

/**
 * WhatsApp Business Cloud API (`POST /{phone-number-id}/messages`, bearer token). A text reaches only who wrote within 24 hours; whoever is
 * written to first needs a template that Meta approved, with the text as its one parameter. Meta's message id holds the number, so it is not passed on.
 */
export const whatsappCloud: Connector = {
  id: "whatsapp_cloud",
  name: { id: "WhatsApp", en: "WhatsApp" },
  field: "phone",
  needs: ["text"],
  requires: ["account"],
  knows: ["template", "templateLanguage"],
  send({ settings: { url, account = "", template, templateLanguage = "id" }, secret, ...means }, { value, text = "", reference }) {
    const content =
      template === undefined
        ? { type: "text", text: { preview_url: false, body: text } }
        : {
            type: "template",
            template: {
              name: template,
              language: { code: templateLanguage },
              components: [{ type: "body", parameters: [{ type: "text", text }] }],
            },
          };
    const message = {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: value,
      ...content,
      biz_opaque_callback_data: reference,
    };
    const to = `${url.replace(/\/$/, "")}/${encodeURIComponent(account)}/messages`;
    return postJson(means, to, { authorization: `Bearer ${secret}` }, JSON.stringify(message));
  },
  examples: whatsappCloudExamples,
};
