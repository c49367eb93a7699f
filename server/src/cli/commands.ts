import type { Command } from "./command.ts";
import { start } from "./start.ts";

/** All commands, in the order of the help. A command is one file and one line here. */
export const COMMANDS: Command[] = [start];
