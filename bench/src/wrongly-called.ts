import { parseArgs } from "node:util";

/** What is wrong with the words behind the benchmark's name; nothing where help was asked for. */
export class WronglyCalled extends Error {}

type Read<Options extends Record<string, { type: string }>> = {
  [Name in keyof Options]?: Options[Name]["type"] extends "boolean" ? boolean : string;
};

/** `parseArgs`, with `--help`; what it cannot read is told with how it is called, and not as a fault of ours. @throws WronglyCalled */
export function readArgs<Options extends Record<string, { type: "string" | "boolean" }>>(args: string[], options: Options): Read<Options> {
  if (args.includes("--help")) throw new WronglyCalled();
  try {
    return parseArgs({ args, options }).values as Read<Options>;
  } catch (error) {
    throw new WronglyCalled((error as Error).message);
  }
}
