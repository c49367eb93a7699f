import { defineConfig } from "vitest/config";

/** Tests run from source: packages of this house resolve by their `source` condition, everything else as Node would. */
const conditions = ["source", "node"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{proof,keeper,server,client,web,bench}/src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
    globalSetup: ["tests/harness/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // No office of the tests lies in the machine's zone by accident.
    env: { TZ: "Asia/Makassar" },
  },
});
