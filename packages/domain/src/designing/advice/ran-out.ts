import type { PartPath } from '../place-in-part.ts';
import { advise, type Advice, type AdviceKind } from './advice.ts';

/**
 * What was right in an earlier year and may be no more: years, plans and dates that are over by the year of the
 * programme. Numbers of documents and dates of laws (〔2021〕5号, 《…》（2020年修订）) stay what they are.
 * @param parts as JSON, by their names
 */
export function ranOut(parts: ReadonlyMap<string, unknown>, year: number): readonly Advice[] {
  return [...parts].flatMap(([file, part]) =>
    [...textsIn(part, [], '')].flatMap(({ text, path, isExpression }) => {
      const found = isExpression ? datesPast(text, year) : wordsPast(text, year);
      return found
        ? [advise(found.kind, file, path, text, [{ zh: text, en: text }], { words: found.words, year })]
        : [];
    }),
  );
}

const read: ReadonlySet<string> = new Set(['zh', 'text', 'heading', 'guidance', 'opening', 'closing']);
const expressions: ReadonlySet<string> = new Set(['expression', 'calculated', 'when']);

function* textsIn(
  value: unknown,
  path: PartPath,
  key: string,
): Generator<{ readonly text: string; readonly path: PartPath; readonly isExpression: boolean }> {
  if (typeof value === 'string') {
    if (read.has(key) || expressions.has(key)) yield { text: value, path, isExpression: expressions.has(key) };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Array.isArray(value) ? value.entries() : Object.entries(value))
    // What own words stand over is the base's.
    if (name !== 'over') yield* textsIn(item, [...path, name], String(name));
}

interface Past {
  readonly kind: AdviceKind;
  readonly words: string;
}

/** What five-year plans are called, and their last years. */
const plans: ReadonlyMap<string, number> = new Map([
  ['十一五', 2010],
  ['十二五', 2015],
  ['十三五', 2020],
  ['十四五', 2025],
  ['十五五', 2030],
]);

const citations =
  /《[^》]*》|〔\d{4}〕|[（(][^（()）]*\d{4}年[^（()）]*(?:修订|修正|修改|公布|发布|施行|通过)[^（()）]*[）)]/g;
const ranges = /((?:19|20)\d\d)年?\s*(?:[—–~～-]+|至|到)\s*((?:19|20)\d\d)年?/g;

function wordsPast(text: string, year: number): Past | null {
  const own = text.replace(citations, '');
  const plan = [...plans].find(([name, last]) => last < year && own.includes(name));
  if (plan) return { kind: 'plan_ended', words: plan[0] };
  const range = [...own.matchAll(ranges)].find(([, , last]) => Number(last) < year);
  if (range) return { kind: 'plan_ended', words: range[0] };
  const single = [...own.replace(ranges, '').matchAll(/((?:19|20)\d\d)年度?/g)].find(([, one]) => Number(one) < year);
  return single ? { kind: 'year_past', words: single[0] } : null;
}

function datesPast(source: string, year: number): Past | null {
  const date = [...source.matchAll(/(\d{4})-\d\d-\d\d/g)].find(([, one]) => Number(one) < year);
  return date ? { kind: 'date_past', words: date[0] } : null;
}
