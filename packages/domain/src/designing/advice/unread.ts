import { ExpressionError } from '../../expression/error.ts';
import { parseExpression } from '../../expression/parse.ts';
import type { DataElement, FormDefinition } from '../../form/definition.ts';
import { placedConditions } from '../../form/conditional.ts';
import { placedElements } from '../../form/placed-parts.ts';
import { formFileName } from '../../package/form-file.ts';
import type { ProgrammePackage } from '../../package/package-files.ts';
import { pathOf } from '../../package/refusal.ts';
import { advise, type Advice } from './advice.ts';
import type { IsOwn } from './own-advice.ts';

/** Answers that no rule, calculation, condition, other form or indicator reads, told by form. */
export function feedsNothing({ programme }: ProgrammePackage): readonly Advice[] {
  const read = new Set([
    ...programme.forms.flatMap(codesReadIn),
    ...programme.indicators.flatMap(({ operator }) =>
      Object.values(operator).flatMap((term: unknown) =>
        typeof term === 'object' && term !== null && 'element' in term ? String(term.element) : [],
      ),
    ),
  ]);
  return programme.forms.flatMap((form) => {
    const unread = placedElements(form).filter(({ item }) => isCounted(item) && !read.has(item.code));
    const [first] = unread;
    if (!first) return [];
    const names = unread.map(({ item }) => item.label);
    return [advise('feeds_nothing', formFileName(form.code), first.path, '', names, { count: unread.length })];
  });
}

/** What is written is read and quoted by people; what is taken from elsewhere is there to be seen. */
function isCounted({ type, takenFrom, isPersonal }: DataElement): boolean {
  return !['text', 'narrative', 'attachment'].includes(type) && takenFrom === undefined && isPersonal !== true;
}

function codesReadIn(form: FormDefinition): readonly string[] {
  return [
    ...form.rules.map((rule) => rule.expression),
    ...placedConditions(form).map(({ item }) => item.when),
    ...placedElements(form).flatMap(({ item }) => item.calculated ?? []),
  ]
    .flatMap(namesIn)
    .concat(placedElements(form).flatMap(({ item }) => item.takenFrom ?? []));
}

function namesIn(source: string): readonly string[] {
  try {
    const { names, cellCodes } = parseExpression(source);
    return [...names, ...cellCodes];
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

/** Indicators that no text, condition or balance of the report uses, nor another indicator. */
export function printedNowhere({ programme }: ProgrammePackage, isOwn: IsOwn): readonly Advice[] {
  const { indicators, template } = programme;
  const used = new Set([
    ...indicatorsIn(template, ''),
    ...indicators.flatMap(({ scale }) => (typeof scale === 'object' ? scale.per : [])),
  ]);
  const file = 'indicators.json';
  const unused = indicators
    .map((indicator, index) => ({ indicator, path: ['indicators', index] }))
    .filter(({ indicator, path }) => !used.has(indicator.code) && isOwn(file, pathOf(path)));
  const [first] = unused;
  if (!first) return [];
  const names = unused.map(({ indicator }) => indicator.label);
  return [advise('printed_nowhere', file, first.path, '', names, { count: unused.length })];
}

/** Figures and conditions name an indicator by this key; a balance lists codes on its two sides. */
function* indicatorsIn(value: unknown, key: string): Generator<string> {
  if (typeof value === 'string') {
    if (['indicator', 'left', 'right'].includes(key)) yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* indicatorsIn(item, key);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* indicatorsIn(item, name);
  }
}
