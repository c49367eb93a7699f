/** Who may know whom (ARCHITECTURE.md). tests/house/canaries.test.ts plants faults and proves that they are reported. */
const STORY = ["people", "records", "access", "watch", "review", "customer"];
const CHAPTERS = "people|records|access|journal|watch|review|customer";
const ROOMS = "^server/src/(?:people|records|access|journal|watch|review|customer)/";

/** A chapter uses earlier ones only. */
const storyOrder = STORY.slice(0, -1).map((chapter, at) => ({
  name: `${chapter}-knows-no-later-chapter`,
  comment: "people < records < access < watch < review < customer: declare a port and let product.ts fill it.",
  severity: "error",
  from: { path: `^server/src/${chapter}/` },
  to: { path: `^server/src/(${STORY.slice(at + 1).join("|")})/` },
}));

/** What one package may not know of the house. */
function package_(name, forbidden, comment) {
  return { name: `${name}-knows-its-place`, comment, severity: "error", from: { path: `^${name}/` }, to: { path: `^(${forbidden})/` } };
}

module.exports = {
  forbidden: [
    ...storyOrder,
    {
      name: "through-the-door",
      comment: "A chapter is used through its index.ts only.",
      severity: "error",
      from: { path: `^server/src/(${CHAPTERS})/` },
      to: { path: ROOMS, pathNot: ["^server/src/$1/", "^server/src/[^/]+/index\\.ts$"] },
    },
    {
      name: "journal-knows-no-chapter",
      severity: "error",
      from: { path: "^server/src/journal/" },
      to: { path: `^server/src/(${STORY.join("|")})/` },
    },
    {
      name: "platform-knows-no-chapter",
      severity: "error",
      from: { path: "^server/src/platform/" },
      to: { path: "^server/src/", pathNot: "^server/src/platform/" },
    },
    {
      name: "nobody-knows-the-outside",
      comment: "product.ts, state/, http/, cli/, demo/ and replay/ know the chapters; the chapters do not know them.",
      severity: "error",
      from: { path: `^server/src/(${CHAPTERS}|platform)/` },
      to: { path: "^server/src/(product\\.ts$|state/|http/|cli/|demo/|replay/)" },
    },
    {
      name: "rules-are-pure",
      comment: "policy.ts and rules.ts decide without clock, database and chance: they import types only.",
      severity: "error",
      from: { path: "^server/src/[^/]+/(policy|rules)\\.ts$" },
      to: { dependencyTypesNot: ["type-only"] },
    },
    {
      name: "a-folder-knows-its-contract-only",
      comment: "Detectors, field types, notice channels, evidence sources and import formats import only their contract.",
      severity: "error",
      from: {
        path: "^server/src/(.+)/(detectors|templates|field-types|channels|evidence-sources|formats)/([^/]+)",
        pathNot: "/(list|contract)\\.ts$",
      },
      to: { path: "^server/src/", pathNot: ["^server/src/$1/$2/$3", "^server/src/$1/$2/contract\\.ts$"] },
    },
    package_("proof", "keeper|server|client|web", "proof imports nothing."),
    package_("keeper", "server|client|web", "keeper imports Node and proof: an auditor reads it in an hour."),
    package_("client", "keeper|server|web", "client speaks HTTP and knows nothing else."),
    package_("server", "client|web|tests|bench", "server does not know those who use it."),
    package_("web", "keeper|server|tests|bench", "web imports client and proof."),
    {
      name: "no-packages-in-proof-and-keeper",
      comment: "proof and keeper have no dependencies but Node and proof.",
      severity: "error",
      from: { path: "^(proof|keeper)/" },
      to: { path: "node_modules/", pathNot: "node_modules/@types/node/" },
    },
    {
      name: "no-way-around-the-package-door",
      comment: "Another package is imported by its name, never by a path into its folder.",
      severity: "error",
      from: { path: "^(proof|keeper|server|client|web)/" },
      to: { path: "^(proof|keeper|server|client|web)/", pathNot: "^$1/", dependencyTypes: ["local"] },
    },
    {
      name: "no-circular",
      comment: "No circles in what runs: a circle through a type-only import is gone once it is compiled.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "not-to-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true, pathNot: "^virtual:" } },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "/dist/"] },
    exclude: { path: ["\\.test\\.tsx?$"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
    },
  },
};
