import { ownRow } from '../expression/node.ts';
import type { DataElement, FormBlock, FormDefinition } from '../form/definition.ts';
import type { IndicatorDefinition } from '../indicator/definition.ts';
import { formsOf } from './codes-of-draft.ts';
import type { DraftParts } from './draft-parts.ts';
import { renameInIndicator } from './rename-code.ts';

interface Column {
  readonly register: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The parts that change where a register's column is called otherwise: its form, with the conditions of the same row,
 * every expression that goes through the register's rows, and the indicators.
 */
export function renameColumn(parts: DraftParts, name: string, register: string, from: string, to: string): DraftParts {
  const column = { register, from, to };
  const { indicators } = parts.get('indicators.json') as { readonly indicators: readonly IndicatorDefinition[] };
  const names = new Map([[`${register}.${from}`, `${register}.${to}`]]);
  const renamed = indicators.map((indicator) => renameInIndicator(indicator, (code) => names.get(code) ?? code));
  const isRead = renamed.some((indicator, index) => indicator !== indicators[index]);
  return new Map<string, unknown>([
    ...formsOf(parts).flatMap(([part, form]) => {
      const changed = renamedInForm(form, column, part === name);
      return JSON.stringify(changed) === JSON.stringify(form) ? [] : [[part, changed] as const];
    }),
    ...(isRead ? [['indicators.json', { indicators: renamed }] as const] : []),
  ]);
}

function renamedInForm(form: FormDefinition, column: Column, isHome: boolean): FormDefinition {
  const { register, from, to } = column;
  const asked = <Asked extends Pick<DataElement, 'calculated' | 'when'>>(one: Asked): Asked => ({
    ...one,
    ...(one.calculated === undefined ? {} : { calculated: inRowsOf(one.calculated, column) }),
    ...(one.when === undefined ? {} : { when: inRowsOf(one.when, column) }),
  });
  const block = (one: FormBlock): FormBlock => {
    if (one.kind !== 'register') return { ...one, elements: one.elements.map(asked) };
    const isIt = isHome && one.register.code === register;
    const columns = one.register.columns.map((own) => {
      const kept = asked(own);
      if (!isIt) return kept;
      const code = own.code === from ? to : own.code;
      return kept.when === undefined
        ? { ...kept, code }
        : { ...kept, code, when: fieldsOf(kept.when, ownRow, from, to) };
    });
    return { ...one, register: { ...asked(one.register), columns } };
  };
  return {
    ...form,
    sections: form.sections.map((section) => ({ ...section, blocks: section.blocks.map(block) })),
    rules: form.rules.map((rule) => ({
      ...rule,
      expression: inRowsOf(rule.expression, column),
      elements: rule.elements.map((code) => (code === `${register}.${from}` ? `${register}.${to}` : code)),
    })),
    ...(form.retired ? { retired: form.retired.map(block) } : {}),
  };
}

/** `rows.filter(r, r.kind == "x").all(s, s.kind …)`: in each of these brackets, what it calls the row. */
function inRowsOf(source: string, { register, from, to }: Column): string {
  let text = source;
  for (const { index } of [...source.matchAll(new RegExp(`(?<![\\w."'])${register}(?!\\w)`, 'g'))].reverse()) {
    let at = index + register.length;
    for (;;) {
      const macro = /^\s*\.\s*(?:filter|map|exists|all)\(\s*([A-Za-z_]\w*)\s*,/.exec(text.slice(at));
      if (!macro) break;
      const begin = at + macro[0].length;
      const end = closingOf(text, begin);
      const within = fieldsOf(text.slice(begin, end), macro[1] ?? '', from, to);
      text = text.slice(0, begin) + within + text.slice(end);
      at = begin + within.length + 1;
    }
  }
  return text;
}

/** Where the bracket closes that is open at this place; texts are passed over. */
function closingOf(source: string, begin: number): number {
  let depth = 1;
  let quote = '';
  for (let at = begin; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')' && --depth === 0) return at;
  }
  return source.length;
}

/** Texts between quotation marks stay as they are. */
function fieldsOf(source: string, variable: string, from: string, to: string): string {
  const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.])([A-Za-z_]\w*)(\s*\.\s*)(\w+)/g;
  return source.replace(token, (found, owner?: string, point?: string, field?: string) =>
    owner === variable && field === from ? `${owner}${point ?? '.'}${to}` : found,
  );
}
