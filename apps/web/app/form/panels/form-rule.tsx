import type { Finding } from '@huibao/domain';
import { fetchedPart } from '../../fetched-part.tsx';
import { RuleReading } from '../../rule-reading.tsx';
import type { FormHandle } from '../sync/use-form.ts';

/** What puts rules into words is fetched by who asks for them. */
const RuleJudgedHere = fetchedPart(async () => (await import('./rule-judged-here.tsx')).RuleJudgedHere);

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
  return finding.kind === 'rule' ? (
    <RuleReading>
      <RuleJudgedHere view={view} cells={state.cells} rule={finding.rule} isForeseen={isForeseen} />
    </RuleReading>
  ) : null;
}
