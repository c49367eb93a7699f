import { bad, type FieldType, good } from "./contract.ts";

/** RT and RW pinpoint a home: a field of their own, three digits each. */
export const rtrw: FieldType = {
  id: "rtrw",
  words: { id: "RT/RW", en: "RT/RW" },
  parse(given) {
    const match = /^(?:rt\.?\s*)?(\d{1,3})\s*[/\s]\s*(?:rw\.?\s*)?(\d{1,3})$/i.exec(given.trim());
    return match ? good(`${match[1]?.padStart(3, "0")}/${match[2]?.padStart(3, "0")}`) : bad("not RT and RW", "RT/RW such as 003/012");
  },
  examples: {
    good: [
      { text: "RT 3/RW 12", value: "003/012" },
      { text: "3/12", value: "003/012" },
    ],
    bad: [{ text: "77", what: "not RT and RW" }],
  },
};
