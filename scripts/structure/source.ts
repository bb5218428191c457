import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Import = { from: string; isType: boolean; names: string; line: number };
export type Source = { file: string; text: string; lines: number; imports: Import[]; isClient: boolean };

const statement =
  /^(?:import|export)\s+(type\s+)?([^'"`;]*?)\bfrom\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Every file of ours with what it imports; addresses are written from the repository's root. */
export function readSources(): Source[] {
  const files = [
    ...globSync('{app,components,db,lib,realtime-server,scripts,tests}/**/*.{ts,tsx,mjs}'),
    ...globSync('*.{ts,mts,mjs}'),
  ].filter((file) => !file.endsWith('.d.ts') && !file.includes('node_modules'));
  return files.sort().map((file) => parseSource(file, readFileSync(file, 'utf8')));
}

export function parseSource(file: string, text: string): Source {
  const imports = [...text.matchAll(statement)].map((match): Import => {
    const [all, type, names = '', from, bare, dynamic] = match;
    const address = from ?? bare ?? dynamic ?? '';
    const onlyTypes = /^\{(\s*type\s[^,}]+,?)+\s*\}\s*$/.test(names.trim());
    return {
      from: resolved(file, address),
      isType: Boolean(type) || onlyTypes,
      names,
      line: text.slice(0, match.index + all.length).split('\n').length,
    };
  });
  return {
    file,
    text,
    lines: text.split('\n').length - 1,
    imports,
    isClient: /^['"]use client['"]/.test(text),
  };
}

/** "@/lib/x" and "./x" become "lib/x"; a package keeps its name. */
function resolved(file: string, address: string): string {
  if (address.startsWith('@/')) return address.slice(2);
  return address.startsWith('.') ? path.join(path.dirname(file), address) : address;
}

export const isTest = (file: string) => file.startsWith('tests/') || file.includes('.test.');
