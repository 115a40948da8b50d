import type { z } from 'zod';
import { codePattern, optionCodePattern } from '../form/code-shape.ts';
import { visiblePattern } from '../form/schema.ts';
import { calendarDayPattern } from '../programme/schema.ts';
import { pathOf, quoted, type Fault } from './refusal.ts';

type Issue = z.core.$ZodIssue;

/** What is asked for is told in words wherever a person may have written it. */
const toldPatterns: ReadonlyMap<string, Fault['code']> = new Map([
  [String(codePattern), 'package.code_malformed'],
  [String(optionCodePattern), 'package.option_code_malformed'],
  [String(visiblePattern), 'package.text_blank'],
  [String(calendarDayPattern), 'package.day_malformed'],
]);

/** What a schema says against a value, each in its place. */
export function shapeFaults(issues: readonly Issue[], within: readonly PropertyKey[] = []): readonly Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, [...within, ...issue.path]));
}

function faultsOf(issue: Issue, keys: readonly PropertyKey[]): readonly Fault[] {
  const path = pathOf(keys);
  const fault = (code: Fault['code'], params: Fault['params'] = {}): readonly Fault[] => [{ code, path, params }];
  // Checks of what is there have it with them.
  if (isOfType(issue) && issue.input === undefined && keys.length > 0)
    return [{ code: 'package.key_missing', path: pathOf(keys.slice(0, -1)), params: { key: String(keys.at(-1)) } }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => fault('package.key_unknown', { key: quoted(key) }));
    case 'invalid_type':
      return fault('package.wrong_type', { expected: issue.expected });
    case 'invalid_value':
      return fault('package.not_one_of', { values: issue.values.map(String).join(', ') });
    case 'too_big':
      return fault('package.too_much', { maximum: String(issue.maximum) });
    case 'too_small':
      return fault('package.too_little', { minimum: String(issue.minimum) });
    case 'invalid_format':
      return fault(toldPatterns.get(issue.pattern ?? '') ?? 'package.text_malformed', {
        pattern: issue.pattern ?? issue.format,
      });
    case 'invalid_union':
      return unionFaults(issue, keys);
    default:
      return fault('package.wrong_type', { expected: issue.code });
  }
}

function isOfType({ code }: Issue): boolean {
  return code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union';
}

/** Of several shapes the one that comes nearest is what was meant. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, keys: readonly PropertyKey[]): readonly Fault[] {
  if (issue.discriminator !== undefined && issue.inclusive !== false && issue.options)
    return [
      {
        code: 'package.not_one_of',
        path: pathOf([...keys, ...(keys.at(-1) === issue.discriminator ? [] : [issue.discriminator])]),
        params: { values: issue.options.map(String).join(', ') },
      },
    ];
  const [nearest = []] = issue.errors.toSorted((a, b) => a.length - b.length || depthOf(b) - depthOf(a));
  return shapeFaults(nearest, keys);
}

function depthOf(issues: readonly Issue[]): number {
  return issues.reduce((depth, issue) => Math.max(depth, issue.path.length), 0);
}
