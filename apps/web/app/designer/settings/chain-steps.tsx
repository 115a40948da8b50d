import type { ChainStep } from '@huibao/domain';
import { addChainStep, moveBefore, removeAt, withLastIssuing, type PartPath } from '@huibao/domain/designing';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useNextName } from '../next-name.ts';
import { CodeCell, useShownCodes } from '../properties/code-cell.tsx';
import { BothInputs } from './coded-list.tsx';

const roles = ['bureau_editor', 'bureau_checker', 'bureau_issuer'] as const;

/** 签批流程: who signs, one after another. The last issues, whichever it is. */
export function ChainSteps({
  chain,
  problemAt,
  onChange,
}: {
  readonly chain: readonly ChainStep[];
  readonly problemAt: (path: PartPath) => string | undefined;
  /** `of` names the field that is typed in. */
  readonly onChange: (chain: readonly ChainStep[], of: string | null) => void;
}) {
  const { t } = useTranslation(['chain', 'designer', 'common']);
  const [hasCodes, codes] = useShownCodes();
  const named = useNextName<HTMLFieldSetElement>('.coded-line', 2);
  const put = (index: number, changed: Partial<ChainStep>, of: string | null): void =>
    onChange(
      chain.map((step, at) => (at === index ? { ...step, ...changed } : step)),
      of,
    );
  const move = (index: number, before: number): void =>
    onChange(withLastIssuing(moveBefore(chain, [index], [], before).part), null);
  const name = t('designer:made.newStep');
  return (
    <fieldset className="coded-list" ref={named.holder}>
      <legend>{t('chain:legend')}</legend>
      {chain.map((step, index) => {
        const no = index + 1;
        const problem = problemAt(['chain', index]);
        return (
          <div key={index} className="coded-line">
            {hasCodes && <CodeCell label={t('chain:code', { no })} of={{ kind: 'step', owner: '', code: step.code }} />}
            <BothInputs
              label={t('chain:step', { no })}
              value={step.label}
              onChange={(label) => put(index, { label }, `${index} label`)}
            />
            <select
              className="select compact"
              aria-label={t('chain:role', { no })}
              value={step.role}
              onChange={(event) =>
                put(index, { role: roles.find((role) => role === event.target.value) ?? step.role }, null)
              }
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {t(`common:roles.${role}`)}
                </option>
              ))}
            </select>
            <span className="row">
              {step.issues && <span className="tag">{t('chain:issues')}</span>}
              <Button
                size="small"
                variant="plain"
                disabled={index === 0}
                aria-label={t('chain:up', { no })}
                onClick={() => move(index, index - 1)}
              >
                ↑
              </Button>
              <Button
                size="small"
                variant="plain"
                disabled={index === chain.length - 1}
                aria-label={t('chain:down', { no })}
                onClick={() => move(index, index + 2)}
              >
                ↓
              </Button>
              <Button
                size="small"
                variant="plain"
                disabled={chain.length === 1}
                aria-label={t('chain:remove', { no })}
                onClick={() => onChange(withLastIssuing(removeAt(chain, [index])), null)}
              >
                ✕
              </Button>
            </span>
            {problem !== undefined && <span className="problem">{problem}</span>}
          </div>
        );
      })}
      <div className="list-end">
        <Button
          size="small"
          variant="plain"
          // The last step issues, and a new one stands before it.
          onClick={() => named.after(() => onChange(addChainStep(chain, { zh: name, en: name }), null))}
        >
          {t('chain:add')}
        </Button>
        {codes}
      </div>
    </fieldset>
  );
}
