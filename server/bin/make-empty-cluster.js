import { makeEmptyCluster } from "./empty-cluster.js";

await makeEmptyCluster();
// The engine leaves handles behind that would keep this process waiting.
process.exit(0);
