import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** The first line that a process writes. @throws with what it said on stderr, where it ends before that: nobody waits for the dead. */
export function firstLine(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  return new Promise((tell, fail) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once("line", tell);
    child.once("error", fail);
    child.once("close", (code, signal) => fail(new Error(`the program ended with ${signal ?? code}: ${said}`)));
  });
}
