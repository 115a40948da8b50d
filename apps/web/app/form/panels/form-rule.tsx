import type { Finding } from '@huibao/domain';
import { useCallback } from 'react';
import { RuleReading } from '../../rule-reading.tsx';
import { readRule } from '../sync/evaluate-view.ts';
import type { FormHandle } from '../sync/use-form.ts';

/** What the rule of a finding says, by what is typed now; nothing of what isn't a rule's. */
export function FormRule({
  form,
  finding,
  isForeseen = false,
}: {
  readonly form: FormHandle;
  readonly finding: Finding;
  readonly isForeseen?: boolean;
}) {
  const { view, state } = form;
  const { kind, rule } = finding;
  const read = useCallback(() => readRule(view, state.cells, rule, isForeseen), [view, state.cells, rule, isForeseen]);
  return kind === 'rule' ? <RuleReading read={read} /> : null;
}
