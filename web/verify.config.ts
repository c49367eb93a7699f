import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";

/**
 * The verifier as one file that also works from a disk, without any server: script and style inside, named by their hashes in a content
 * security policy that allows nothing else. Whoever opens it can see in its source that it cannot send anything anywhere.
 */
const oneFile = (): Plugin => ({
  name: "one-file",
  enforce: "post",
  generateBundle(_, bundle) {
    const page = bundle["verify.html"];
    if (page?.type !== "asset") throw new Error("there is no verify.html to put everything into");
    const allowed = { script: "", style: "" };
    let html = String(page.source);
    for (const [name, part] of Object.entries(bundle)) {
      const text = part.type === "chunk" ? part.code.trim() : String(part.source).trim();
      const kind = name.endsWith(".js") ? "script" : name.endsWith(".css") ? "style" : undefined;
      if (kind === undefined) continue;
      if (/<\/(script|style)/i.test(text)) throw new Error(`${name} would end its own element`);
      const tag = kind === "script" ? /<script[^>]* src="[^"]*"><\/script>/ : /<link rel="stylesheet"[^>]*>/;
      html = html.replace(tag, () => `<${kind}${kind === "script" ? ' type="module"' : ""}>${text}</${kind}>`);
      allowed[kind] = `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
      delete bundle[name];
    }
    const policy = `default-src 'none'; script-src ${allowed.script}; style-src ${allowed.style}; base-uri 'none'; form-action 'none'`;
    page.source = html.replace("<meta charset", `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <meta charset`);
  },
});

export default defineConfig({
  plugins: [oneFile()],
  resolve: { conditions: ["source", "module", "browser", "development|production"] },
  publicDir: false,
  build: {
    target: "es2022",
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    sourcemap: false,
    rolldownOptions: { input: "verify.html", checks: { bundlerTimings: false } },
  },
});
