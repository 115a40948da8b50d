import type { ChainStep } from '../report/definition.ts';
import { freeCode } from './codes-of-draft.ts';

/** The last step of a chain issues, and no other: whatever is put behind it, or before. */
export function withLastIssuing(chain: readonly ChainStep[]): readonly ChainStep[] {
  return chain.map((step, index) => {
    const issues = index === chain.length - 1;
    return step.issues === issues ? step : { ...step, issues };
  });
}

/** One more who checks, before it is issued. */
export function addChainStep(chain: readonly ChainStep[], label: ChainStep['label']): readonly ChainStep[] {
  const code = freeCode(new Set(chain.map((step) => step.code)), 'step');
  const step: ChainStep = { code, label, role: 'bureau_checker', issues: false };
  return withLastIssuing(chain.toSpliced(Math.max(0, chain.length - 1), 0, step));
}
