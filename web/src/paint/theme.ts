import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The accent of work that is in order. Index 7 is the button. */
const sea: MantineColorsTuple = [
  "#eef4fa",
  "#dbe6f1",
  "#b6cce2",
  "#8eb0d1",
  "#6a97c2",
  "#4a7dad",
  "#2f6696",
  "#1d4f7c",
  "#163f65",
  "#0f2e4b",
];

export const theme = createTheme({
  primaryColor: "sea",
  primaryShade: 7,
  colors: { sea },
  black: "#16202b",
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono", ui-monospace, monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.4", xl: "1.35" },
  defaultRadius: "6px",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
});
