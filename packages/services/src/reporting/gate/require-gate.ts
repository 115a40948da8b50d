import { HuibaoError, publishingChecks, type Reason } from '@huibao/domain';
import { createI18n, readFinding } from '@huibao/i18n';
import type { Reader } from '../../rollup/roll-up.ts';
import type { Checked } from './checked.ts';
import { isOpen, listFindings, type PlacedFinding } from './list-findings.ts';

/**
 * Refuses a report that can't go on, with everything that stands in its way, each with its place. What a person may
 * answer for has been answered.
 */
export async function requireGate(
  reader: Reader,
  checked: Checked,
  stage: 'signing' | 'publishing',
): Promise<readonly PlacedFinding[]> {
  const findings = (await listFindings(reader, checked)).filter(
    ({ check }) => stage === 'signing' || publishingChecks.includes(check),
  );
  const open = findings.filter(isOpen);
  if (open.length > 0)
    throw new HuibaoError('report.gate_refused', { count: open.length, reasons: open.map(reasonOf) });
  return findings;
}

function reasonOf(finding: PlacedFinding): Reason {
  const zh = readFinding(finding, createI18n('zh-CN'));
  const en = readFinding(finding, createI18n('en'));
  return { code: finding.check, place: { zh: zh.place, en: en.place }, text: { zh: zh.text, en: en.text } };
}
