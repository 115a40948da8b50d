import type { ValidationRule } from '@huibao/domain';
import { firstNamed } from '@huibao/domain/designing';

/** Whether a rule marks what its condition names first, and nothing that somebody chose. */
export function isFollowing({ expression, elements }: ValidationRule, known: ReadonlySet<string>): boolean {
  return elements.length === 1 && elements[0] === firstNamed(expression, known);
}

/** The rule under another condition; while that names nothing that can be marked, it marks what it did. */
export function withCondition(rule: ValidationRule, expression: string, known: ReadonlySet<string>): ValidationRule {
  const first = firstNamed(expression, known);
  return { ...rule, expression, ...(first === undefined ? {} : { elements: [first] }) };
}
