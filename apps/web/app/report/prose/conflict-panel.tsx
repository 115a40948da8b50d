import { compareProse, mergeProse } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { formatInstant, useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { ReportSection, ReportView } from '../../outputs.ts';
import { useMutation } from '../../use-mutation.ts';
import { useBlockText } from '../use-block-text.ts';
import { baseProse } from './base-prose.ts';
import { standingSection } from './standing-section.ts';
import type { ProseConflict } from '../use-autosave.ts';
import { ComparedProse } from './compared-prose.tsx';

/** Two people's texts of one section. Whatever is chosen, both stay: one in the text, the other beside it, or both. */
export function ConflictPanel({
  report,
  conflict,
  onResolve,
}: {
  report: ReportView;
  conflict: ProseConflict;
  onResolve: (section: ReportSection) => void;
}) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const { theirs, mine, baseVersion, asideId } = conflict;
  const reportId = report.id;
  const merge = useMutation(async () => {
    const base = await baseProse({ reportId, code: theirs.code, version: baseVersion });
    const content = mergeProse(base, theirs.content, mine);
    const { code, version } = theirs;
    await client.report.saveSection.mutate({ reportId, code, version, content });
    if (asideId !== null) await client.report.settleAside.mutate({ reportId, id: asideId });
    return standingSection(reportId, code);
  });
  const wordsOf = useBlockText(report);
  const compared = compareProse(theirs.content, mine);
  const by = theirs.updatedBy;
  const isWritable = report.state === 'drafting';
  return (
    <section className="conflict" role="alert" aria-label={t('conflict.title')} lang={locale}>
      <header>{t('conflict.head', { by, at: formatInstant(theirs.updatedAt, 'instant') })}</header>
      <div className="conflict-sides">
        <div>
          <h4>{t('conflict.theirs', { by })}</h4>
          <ComparedProse
            blocks={compared.filter(({ kind }) => kind !== 'added')}
            twins={compared}
            wordsOf={wordsOf}
            isSide
          />
        </div>
        <div>
          <h4>{t('conflict.mine')}</h4>
          <ComparedProse
            blocks={compared.filter(({ kind }) => kind !== 'removed')}
            twins={compared}
            wordsOf={wordsOf}
            isSide
          />
        </div>
      </div>
      <footer className="stack">
        <p className="small muted">{t('conflict.mergeHint')}</p>
        <FailureAlert failure={merge.failure} />
        <div className="row">
          <Button
            size="small"
            variant="primary"
            disabled={merge.isBusy || !isWritable}
            onClick={() => void merge.run().then((merged) => merged && onResolve(merged))}
          >
            {t('conflict.merge')}
          </Button>
          <Button size="small" disabled={asideId === null} onClick={() => onResolve(theirs)}>
            {t('conflict.take')}
          </Button>
        </div>
      </footer>
    </section>
  );
}
