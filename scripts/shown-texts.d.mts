import type ts from "typescript";
export function parseSource(path: string, text: string): ts.SourceFile;
export function findShownTexts(source: ts.SourceFile): { line: number; text: string }[];
export function findNames(source: ts.SourceFile): { line: number; name: string }[];
export function wordsOfName(name: string): string[];
export function findImports(source: ts.SourceFile): string[];
