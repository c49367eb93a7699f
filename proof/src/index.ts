/** What a reader, a verifier and the keeper share. Runs in browsers; files are read by `@mercusuar/proof/node`. */

export * from "./bundle.ts";
export * from "./bytes.ts";
export * from "./check-head.ts";
export * from "./check-proof.ts";
export * from "./checkpoint.ts";
export * from "./cosignature.ts";
export * from "./ed25519.ts";
export * from "./entry.ts";
export { IID_PATTERN } from "./field-rules.ts";
export * from "./hash.ts";
export * from "./jcs.ts";
export * from "./kinds/index.ts";
export type { Kind, Kinds, Shape } from "./kinds/kind.ts";
export * from "./note.ts";
export * from "./note-file.ts";
export * from "./parse-trust-policy.ts";
export * from "./proofs.ts";
export * from "./published-tree.ts";
export * from "./reader.ts";
export * from "./saved-notes.ts";
export * from "./schema.ts";
export * from "./tiles.ts";
export * from "./tlog-proof.ts";
export * from "./tree.ts";
export * from "./trust-policy.ts";
export * from "./verdict.ts";
export * from "./verify.ts";
