import type { Example } from "../contract.ts";

const errand = { value: "+6281200007777", reference: "0190a1b2-0000-7000-8000-000000000003", text: "Kartu Anda siap diambil." };
const ACCEPTED =
  '{"messaging_product":"whatsapp","contacts":[{"input":"+6281200007777","wa_id":"6281200007777"}],"messages":[{"id":"wamid.HBgNNjI4MTIwMDAwNzc3Nw=="}]}';

export const whatsappCloudExamples: readonly Example[] = [
  {
    title: "a text to somebody who wrote within a day",
    settings: { account: "106540352242922" },
    secret: "meta-token",
    errand,
    answers: { status: 200, body: ACCEPTED },
    arrives: {
      path: "/106540352242922/messages",
      headers: { authorization: "Bearer meta-token" },
      body: {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: "+6281200007777",
        type: "text",
        text: { preview_url: false, body: "Kartu Anda siap diambil." },
        biz_opaque_callback_data: errand.reference,
      },
    },
    gives: { accepted: true },
  },
  {
    title: "a template to somebody who is written to first",
    settings: { account: "106540352242922", template: "pemberitahuan", templateLanguage: "id" },
    secret: "meta-token",
    errand,
    answers: { status: 200, body: ACCEPTED },
    arrives: {
      body: {
        to: "+6281200007777",
        type: "template",
        template: {
          name: "pemberitahuan",
          language: { code: "id" },
          components: [{ type: "body", parameters: [{ type: "text", text: "Kartu Anda siap diambil." }] }],
        },
      },
    },
    gives: { accepted: true },
  },
  {
    title: "the day is over and no template was named",
    settings: { account: "106540352242922" },
    secret: "meta-token",
    errand,
    answers: { status: 400, body: '{"error":{"code":131047,"message":"Re-engagement message +6281200007777"}}' },
    arrives: { path: "/106540352242922/messages", body: { type: "text" } },
    gives: { accepted: false, why: "refused" },
  },
];
