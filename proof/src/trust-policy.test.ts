import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosignerVkeyText } from "./cosignature.ts";
import { vkeyText } from "./note.ts";
import { parseTrustPolicy, TrustPolicyError } from "./parse-trust-policy.ts";
import { quorumMet } from "./trust-policy.ts";

const raw = () => generateKeyPairSync("ed25519").publicKey.export({ format: "der", type: "spki" }).subarray(-32);
const LOG = vkeyText("example/log", raw());
const W: string[] = Array.from({ length: 6 }, (_, i) => cosignerVkeyText(`witness.example/w${i}`, raw()));
const WITNESSES = `witness X1 ${W[0]}\nwitness X2 ${W[1]}\nwitness X3 ${W[2]}\nwitness Y1 ${W[3]}\nwitness Y2 ${W[4]}\n`;
const TWO_LEVELS = `${WITNESSES}group X 2 X1 X2 X3\ngroup Y any Y1 Y2\ngroup both all X Y\nquorum both\n`;

const enough = (policy: string, ...names: string[]): boolean => quorumMet(parseTrustPolicy(policy), new Set(names));
function faultOf(policy: string): { line: number; message: string } {
  try {
    parseTrustPolicy(policy);
  } catch (error) {
    if (error instanceof TrustPolicyError) return { line: error.line, message: error.message };
    throw error;
  }
  return { line: 0, message: "none" };
}

describe("a trust policy", () => {
  it("names logs, witnesses and groups, between comments, tabs and empty lines", () => {
    const policy = parseTrustPolicy(`# ours\n\n  log\t${LOG}  https://log.example \n\t# theirs\n${TWO_LEVELS}`);
    expect(policy.logs).toMatchObject([{ key: { name: "example/log" }, url: "https://log.example" }]);
    expect(policy.witnesses.map(({ name, key }) => [name, key.name])[3]).toEqual(["Y1", "witness.example/w3"]);
    expect(policy.groups).toEqual([
      { name: "X", need: 2, members: ["X1", "X2", "X3"] },
      { name: "Y", need: 1, members: ["Y1", "Y2"] },
      { name: "both", need: 2, members: ["X", "Y"] },
    ]);
    expect(policy.quorum).toBe("both");
  });

  it("is met by two of one house and one of the other, and by no fewer", () => {
    expect(enough(TWO_LEVELS, "X1", "X3", "Y2")).toBe(true);
    expect(enough(TWO_LEVELS, "X1", "X2", "X3", "Y1", "Y2")).toBe(true);
    expect(enough(TWO_LEVELS, "X1", "X2", "X3")).toBe(false);
    expect(enough(TWO_LEVELS, "X1", "Y1", "Y2")).toBe(false);
    expect(enough(TWO_LEVELS)).toBe(false);
  });

  it("counts neither a stranger nor the name of a group as a cosignature", () => {
    expect(enough(TWO_LEVELS, "X1", "stranger", "Y1")).toBe(false);
    expect(enough(TWO_LEVELS, "X", "Y", "both")).toBe(false);
  });

  it("asks for one witness by name, or for none", () => {
    expect(enough(`${WITNESSES}quorum X2\n`, "X2")).toBe(true);
    expect(enough(`${WITNESSES}quorum X2\n`, "X1")).toBe(false);
    expect(enough("quorum none\n")).toBe(true);
  });

  it("takes 32 of each, as the specification recommends", () => {
    const many = Array.from({ length: 32 }, (_, i) => `witness w${i} ${cosignerVkeyText(`w.example/${i}`, raw())}`);
    const groups = many.map((_, i) => `group g${i} all ${i === 0 ? "w0" : `g${i - 1} w${i}`}`);
    const policy = `${many.join("\n")}\n${groups.join("\n")}\nquorum g31\n`;
    const all = many.map((_, i) => `w${i}`);
    expect([enough(policy, ...all), enough(policy, ...all.slice(1))]).toEqual([true, false]);
  });

  it.each([
    ["an unknown word", "logs x\nquorum none\n", 1, /begins with none of/],
    ["a witness's key for a log", `log ${W[0]}\nquorum none\n`, 1, /no Ed25519 log key/],
    ["a log's key for a witness", `# who\nwitness A ${LOG}\nquorum A\n`, 2, /no Ed25519 witness key/],
    ["a word too many", `log ${LOG} https://log.example more\nquorum none\n`, 1, /log <vkey>/],
    ["one log twice", `log ${LOG}\nlog ${LOG}\nquorum none\n`, 2, /that of another log/],
    ["one witness's key under two names", `witness A ${W[0]}\nwitness B ${W[0]}\nquorum A\n`, 2, /that of another witness/],
    ["one name twice", `witness A ${W[0]}\nwitness A ${W[1]}\nquorum A\n`, 2, /A is defined already/],
    ["a group under a witness's name", `witness A ${W[0]}\ngroup A all A\nquorum A\n`, 2, /A is defined already/],
    ["a member of two groups", `${WITNESSES}group G any X1 X2\ngroup H any X1 Y1\nquorum G\n`, 7, /X1 is a member of a group already/],
    ["a member twice", `${WITNESSES}group G 2 X1 X1\nquorum G\n`, 6, /X1 is a member/],
    ["a member from a line behind", `group G any A\nwitness A ${W[0]}\nquorum G\n`, 1, /A is not the name/],
    ["none as a member", `${WITNESSES}group G any none\nquorum G\n`, 6, /none is not the name/],
    ["none as a name", `witness none ${W[0]}\nquorum none\n`, 1, /cannot be given as a name/],
    ["a group that wants more than it has", `${WITNESSES}group G 3 X1 X2\nquorum G\n`, 6, /from 1 to 2/],
    ["a group that wants nobody", `${WITNESSES}group G 0 X1 X2\nquorum G\n`, 6, /from 1 to 2/],
    ["a number with a zero before it", `${WITNESSES}group G 01 X1 X2\nquorum G\n`, 6, /from 1 to 2/],
    ["a group without members", `${WITNESSES}group G all\nquorum G\n`, 6, /group <name>/],
    ["a quorum of a stranger", `${WITNESSES}quorum Z\n`, 6, /Z is not the name/],
    ["a quorum of two", `${WITNESSES}quorum X1 X2\n`, 6, /one witness, one group or none/],
    ["two quorum lines", "quorum none\nquorum none\n", 2, /quorum line already/],
    ["no quorum line", `log ${LOG}\n`, 1, /no quorum line/],
    ["CRLF", `log ${LOG}\r\nquorum none\r\n`, 1, /CRLF/],
    ["a cut end", `${WITNESSES}quorum X1`, 6, /without a newline/],
    ["nothing at all", "", 1, /without a newline|no quorum line/],
    ["a line of endless length", `#${"x".repeat(300_000)}\nquorum none\n`, 1, /longer than/],
  ])("with %s is refused, and the line is named", (_what, policy, line, says) => {
    const fault = faultOf(policy);
    expect(fault.line).toBe(line);
    expect(fault.message).toMatch(says);
  });

  it("that is made of any words is read, or refused with a line of its own", () => {
    const word = fc.constantFrom(
      "log",
      "witness",
      "group",
      "quorum",
      "none",
      "any",
      "all",
      "1",
      "2",
      "A",
      "B",
      "#",
      "__proto__",
      LOG,
      ...W,
    );
    const line = fc.array(word, { maxLength: 5 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom("\n", "\r\n", "\t\n"), (lines, end) => {
        const { line: at } = faultOf(lines.map((one) => one + end).join(""));
        expect(at).toBeLessThanOrEqual(Math.max(lines.length, 1));
      }),
    );
  });

  it("keeps apart names that only look alike", () => {
    expect(faultOf(`witness K ${W[0]}\nquorum \u212a\n`).line).toBe(2);
  });
});
