import type { Example } from "../contract.ts";

const errand = { value: "+6281200007777", reference: "0190a1b2-0000-7000-8000-000000000002", line: "2104" };
const settings = { account: "mercusuar", context: "keluar", endpoint: "PJSIP/{line}", from: "Lentera <1500600>" };

export const callAsteriskExamples: readonly Example[] = [
  {
    title: "the person's telephone rings first, then the customer is dialled",
    settings,
    secret: "ari-secret",
    errand,
    answers: { status: 200, body: '{"id":"1543782963.26","state":"Down"}' },
    arrives: {
      path: "/ari/channels",
      headers: { authorization: `Basic ${Buffer.from("mercusuar:ari-secret").toString("base64")}` },
      body: {
        endpoint: "PJSIP/2104",
        extension: "+6281200007777",
        context: "keluar",
        priority: 1,
        callerId: "Lentera <1500600>",
        variables: { MERCUSUAR_REFERENCE: errand.reference },
      },
    },
    gives: { accepted: true },
  },
  {
    title: "wrong password",
    settings,
    secret: "old-secret",
    errand,
    answers: { status: 401, body: "" },
    arrives: { path: "/ari/channels", body: { endpoint: "PJSIP/2104" } },
    gives: { accepted: false, why: "refused" },
  },
];
