import { compareProse, mergeProse, type BlockNode } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../../client.ts';
import { formatInstant } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { ReportAside, ReportSection, ReportView } from '../../outputs.ts';
import { useMutation } from '../../use-mutation.ts';
import { textOf } from '../block-text.ts';
import { baseProse } from './base-prose.ts';
import { ComparedProse } from './compared-prose.tsx';
import { standingSection } from './standing-section.ts';

/** Texts that were written while a colleague changed the same section: each is taken in or put away by a person. */
export function AsidesDialog({
  report,
  isOpen,
  isWriting,
  onTaken,
  onClose,
}: {
  report: ReportView;
  isOpen: boolean;
  isWriting: boolean;
  onTaken: (section: ReportSection) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('reports');
  return (
    <Dialog title={t('asides.title')} isOpen={isOpen} onClose={onClose}>
      <p className="small muted">{t('asides.note')}</p>
      {isOpen && <Asides report={report} isWriting={isWriting} onTaken={onTaken} />}
    </Dialog>
  );
}

function Asides({
  report,
  isWriting,
  onTaken,
}: {
  report: ReportView;
  isWriting: boolean;
  onTaken: (section: ReportSection) => void;
}) {
  const { t } = useTranslation('reports');
  const reportId = report.id;
  const [asides, setAsides] = useState<readonly ReportAside[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isGone = false;
    client.report.asides.query({ reportId }).then(
      (found) => {
        if (!isGone) setAsides(found);
      },
      (error: unknown) => {
        if (!isGone) setFailure(failureOf(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [reportId]);
  const settle = useMutation(async (aside: ReportAside) => {
    await client.report.settleAside.mutate({ reportId, id: aside.id });
    setAsides((known) => known.filter((one) => one.id !== aside.id));
  });
  const take = useMutation(async (aside: ReportAside) => {
    const { code, baseVersion } = aside;
    const standing = await standingSection(reportId, code);
    if (!standing) return;
    const base = await baseProse({ reportId, code, version: baseVersion });
    const content = mergeProse(base, standing.content, aside.content);
    await client.report.saveSection.mutate({ reportId, code, version: standing.version, content });
    const merged = await standingSection(reportId, code);
    if (merged) onTaken(merged);
    await client.report.settleAside.mutate({ reportId, id: aside.id });
    setAsides((known) => known.filter((one) => one.id !== aside.id));
  });
  const wordsOf = (block: BlockNode): string => textOf(block, report);
  return (
    <>
      <FailureAlert failure={failure ?? settle.failure ?? take.failure} />
      <ul className="plain-list">
        {asides.map((aside) => {
          const section = report.sections.find((one) => one.code === aside.code);
          return (
            <li key={aside.id}>
              <p>
                <b lang="zh-CN">{section?.heading || t('opening')}</b>{' '}
                <span className="small muted">
                  {t('asides.line', { by: aside.by, at: formatInstant(aside.at, 'instant'), no: aside.baseVersion })}
                </span>
              </p>
              {section && <ComparedProse blocks={compareProse(section.content, aside.content)} wordsOf={wordsOf} />}
              <div className="row">
                {isWriting && (
                  <Button size="small" disabled={take.isBusy} onClick={() => void take.run(aside)}>
                    {t('asides.insert')}
                  </Button>
                )}
                <Button size="small" variant="plain" disabled={settle.isBusy} onClick={() => void settle.run(aside)}>
                  {t('asides.settle')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
