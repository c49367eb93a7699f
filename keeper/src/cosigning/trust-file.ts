/** The trust policy (C2SP tlog-policy) of the keeper itself: which witnesses it asks, and how many of them make a quorum. */
import { readFileSync } from "node:fs";
import { type CosignerKey, parseTrustPolicy, type TrustPolicy } from "@mercusuar/proof";

export interface AskedWitness {
  /** As the policy names it. */
  name: string;
  key: CosignerKey;
  /** Submission prefix, without a slash at its end. */
  url: string;
}

export interface TrustFile {
  policy: TrustPolicy;
  asked: AskedWitness[];
}

/** @param vkey the log's own: a policy that names logs must name this one. @throws Error that names the file and what is wrong */
export function readTrustFile(path: string, vkey: string): TrustFile {
  try {
    const policy = parseTrustPolicy(readFileSync(path, "utf8"));
    const asked = policy.witnesses.flatMap(({ name, key, url }) => (url === undefined ? [] : [{ name, key, url: prefixOf(name, url) }]));
    if (asked.length === 0) throw new Error("names no witness with a URL that could be asked");
    const logs = policy.logs.map(({ key }) => key);
    const [name] = vkey.split("+");
    if (logs.length > 0 && !logs.some((key) => key.name === name))
      throw new Error(`names logs, but not this one (${vkey}): add the line "log ${vkey}"`);
    return { policy, asked };
  } catch (error) {
    throw new Error(`--witnesses ${path}: ${(error as Error).message}`, { cause: error });
  }
}

function prefixOf(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.username !== "" || url.search !== "" || url.hash !== "")
    throw new Error(`the URL of witness ${name} is none that can be asked: http or https, without name, query and fragment`);
  return url.href.replace(/\/+$/, "");
}
