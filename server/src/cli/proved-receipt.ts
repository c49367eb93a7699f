import { checkProof, type ProvedEntry, parseTlogProof, parseVkey, type UnprovedEntry, wordsOf } from "@mercusuar/proof";

/** Checks a receipt before it is handed out: nobody should carry one away that fails where it is needed. */
export async function provedReceipt(receipt: string, vkey: string): Promise<(ProvedEntry & { entry: Uint8Array }) | UnprovedEntry> {
  const key = parseVkey(vkey);
  if (key === undefined) return { ok: false, code: "E_KEY", words: wordsOf("E_KEY"), exit: 2, where: "vkey" };
  const proof = parseTlogProof(receipt);
  const entry = "code" in proof ? undefined : proof.extra;
  if (entry === undefined) return { ok: false, code: "E_SCHEMA", words: wordsOf("E_SCHEMA"), exit: 1 };
  const checked = await checkProof(entry, receipt, key);
  return checked.ok ? { ...checked, entry } : checked;
}
