import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the story of the made-up company stands: `DIR/demo.json`. */
export interface StoryState {
  seed: number;
  state: "being-made" | "played";
}

const fileOf = (dataDir: string): string => join(dataDir, "demo.json");

export function readStory(dataDir: string): StoryState | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), "utf8")) as StoryState;
  } catch {
    return undefined;
  }
}

export const noteStory = (dataDir: string, story: StoryState): void =>
  writeFileSync(fileOf(dataDir), JSON.stringify(story), { mode: 0o600 });
