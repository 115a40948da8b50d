import type { Condition } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import type { ReportCase, ReportView } from '../outputs.ts';
import { CasePanel } from './case-panel.tsx';
import { ConditionPanel } from './sentence/condition-panel.tsx';
import type { ChosenCondition } from './sentence/condition-in-text.ts';
import type { ConditionLook } from './sentence/sentence-node.ts';
import { FigurePanel } from './figure-panel.tsx';
import { ProcessPanel } from './process-panel.tsx';
import type { ChosenFigure } from './section-editor.tsx';

const tabs = ['figure', 'cases', 'process'] as const;

/** On a phone the panel lies over the foot of the text, folded to its tabs until somebody asks. */
export interface ShownSide {
  readonly tab: (typeof tabs)[number];
  readonly isFolded: boolean;
}

interface Props {
  readonly report: ReportView;
  readonly shown: ShownSide;
  readonly onShow: (shown: ShownSide) => void;
  readonly chosen: ChosenFigure | null;
  readonly condition: ChosenCondition | null;
  readonly decide: (when: Condition) => ConditionLook;
  readonly onInsert: ((one: ReportCase, as: 'case' | 'quotation') => void) | null;
}

/** Beside the text: the figure under the cursor, what reporters wrote, and who did what. */
export function ReportSide({ report, shown, onShow, chosen, condition, decide, onInsert }: Props) {
  const { t } = useTranslation('reports');
  const { tab, isFolded } = shown;
  return (
    <aside className={isFolded ? 'card report-side folded' : 'card report-side'} aria-label={t('tabs.label')}>
      <div className="tabs" role="group" aria-label={t('tabs.label')}>
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={tab === one}
            onClick={() => onShow({ tab: one, isFolded: false })}
          >
            {t(`tabs.${one}`)}
          </button>
        ))}
        {!isFolded && (
          <button type="button" className="fold" onClick={() => onShow({ tab, isFolded: true })}>
            {t('tabs.fold')}
          </button>
        )}
      </div>
      {tab === 'figure' && condition && <ConditionPanel catalogue={report} chosen={condition} decide={decide} />}
      {tab === 'figure' && (chosen || !condition) && <FigurePanel report={report} chosen={chosen} />}
      {tab === 'cases' && <CasePanel reportId={report.id} onInsert={onInsert} />}
      {tab === 'process' && <ProcessPanel report={report} />}
    </aside>
  );
}
