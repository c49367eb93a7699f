import ts from "typescript";
import { read } from "./repository.ts";

const WORDS = new Set(["it", "test", "describe", "describeInBrowser"]);
const NOT_RUN = new Set(["skip", "todo"]);

/**
 * The texts of which titles of a file's tests are made: what `it`, `test` and `describe` are called with, and what stands in tables of
 * `each`. Neither comments nor what is always skipped; what one machine cannot run (`skipIf`) counts.
 */
export function titlesOf(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const words = ts.isCallExpression(node) ? wordsOf(node.expression) : [];
    const isTest = WORDS.has(words[0] ?? "");
    if (isTest && words.some((word) => NOT_RUN.has(word))) return;
    if (isTest && ts.isCallExpression(node)) {
      found.push(...textsIn(node.arguments[0]));
      const table = ts.isCallExpression(node.expression) ? node.expression.arguments[0] : undefined;
      found.push(...textsIn(table && ts.isIdentifier(table) ? initializerOf(source, table.text) : table));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `it.each(table)` as its words: it, each. */
function wordsOf(callee: ts.Expression): string[] {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [...wordsOf(callee.expression), callee.name.text];
  return ts.isCallExpression(callee) ? wordsOf(callee.expression) : [];
}

function initializerOf(source: ts.SourceFile, name: string): ts.Node | undefined {
  let value: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name) value = node.initializer;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return value;
}

function textsIn(node: ts.Node | undefined): string[] {
  if (node === undefined || ts.isFunctionLike(node)) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  const texts: string[] = [];
  ts.forEachChild(node, (child) => void texts.push(...textsIn(child)));
  return texts;
}
