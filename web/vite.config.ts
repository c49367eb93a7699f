import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { themeCss } from "./src/paint/theme-css.ts";

const ASKED = "virtual:theme.css";
const RESOLVED = "\0virtual:theme.css";

/** The theme's variables as a bundled style sheet: a style element written at run time would need `unsafe-inline`. */
const themeSheet = (): Plugin => ({
  name: "theme-sheet",
  resolveId: (id) => (id === ASKED ? RESOLVED : undefined),
  load: (id) => (id === RESOLVED ? themeCss() : undefined),
});

export default defineConfig({
  plugins: [themeSheet(), react()],
  resolve: { conditions: ["source", "module", "browser", "development|production"] },
  build: {
    target: "es2022",
    // Fonts and pictures stay files: the content security policy knows no data: addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    sourcemap: false,
    // How long the bundler's plugins took is no news to somebody who installs.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  server: { host: "127.0.0.1", proxy: { "/api": "http://127.0.0.1:4410" } },
});
