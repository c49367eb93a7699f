/** Every file that the generator writes, by its path below `proof/`. The same code gives the same bytes. */

import { entrySchemas } from "../json-schema.ts";
import { canonicalVectors } from "./canonical.ts";
import { checkpointVectors } from "./checkpoints.ts";
import { cosignatureVectors } from "./cosignatures.ts";
import { policyVectors } from "./policies.ts";
import { printed } from "./print.ts";
import { refusedProofs } from "./proofs-refused.ts";
import { prunedVectors } from "./pruned.ts";
import { receiptVectors } from "./receipts.ts";
import { tileVectors } from "./tiles.ts";
import { treeVectors } from "./trees.ts";

/** A path of hashes stays on one line: files are compared and searched line by line. */
const WIDE = 1000;

export function madeFiles(): Map<string, string> {
  return new Map([
    ["vectors/trees.json", printed(treeVectors(), WIDE)],
    ["vectors/proofs-refused.json", printed(refusedProofs(), WIDE)],
    ["vectors/canonical.json", printed(canonicalVectors(), WIDE)],
    ["vectors/checkpoints.json", printed(checkpointVectors(), WIDE)],
    ["vectors/cosignatures.json", printed(cosignatureVectors(), WIDE)],
    ["vectors/policies.json", printed(policyVectors(), WIDE)],
    ["vectors/receipts.json", printed(receiptVectors(), WIDE)],
    ["vectors/tiles.json", printed(tileVectors(), WIDE)],
    ["vectors/pruned.json", printed(prunedVectors(), WIDE)],
    ...[...entrySchemas()].map(([typ, schema]): [string, string] => [`schemas/v1/${typ}.json`, printed(schema)]),
  ]);
}
