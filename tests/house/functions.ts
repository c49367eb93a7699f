import ts from "typescript";
import { read } from "./repository.ts";

export interface Length {
  name: string;
  lines: number;
}

/** Every named function of a file with its length in lines, nested ones included. Tables of texts and routes are no functions. */
export function functionsOf(file: string): Length[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2023, true);
  const found: Length[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body)
      found.push({ name: `${file}:${lineOf(source, node.getStart())}`, lines: linesOf(source, node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const lineOf = (source: ts.SourceFile, at: number): number => source.getLineAndCharacterOfPosition(at).line + 1;

const linesOf = (source: ts.SourceFile, node: ts.Node): number => lineOf(source, node.getEnd()) - lineOf(source, node.getStart()) + 1;
