export { type Cluster, startCluster } from "../../tests/harness/postgres-cluster.ts";
