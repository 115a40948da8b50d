import { localize } from '@huibao/domain';
import { Banner, Button, Dialog } from '@huibao/ui';
import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useNewerIssues } from '../collections/amendment/newer-issues.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ReportView, TemplatePreview } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';

/** A draft that goes by an older issue says so; its drafter may take the newer one, once what it does was looked at. */
export function NewerTemplate({
  report,
  isWriting,
  onLeave,
}: {
  report: ReportView;
  isWriting: boolean;
  /** Saves what is still in the editors; false where that failed. */
  onLeave: () => Promise<boolean>;
}) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const readNewer = useNewerIssues();
  const [shown, setShown] = useState<TemplatePreview | null>(null);
  const look = useMutation(() => client.report.previewTemplate.query({ reportId: report.id }));
  const { on, off } = report.switched;
  if (report.newer.length + on.length + off.length === 0) return null;
  const separator = t('template.separator');
  const named = (labels: typeof on): string => labels.map((label) => localize(label, locale)).join(t('template.comma'));
  const items = [
    ...(report.newer.length > 0 ? [readNewer(report.newer)] : []),
    ...(on.length > 0 ? [t('template.switchedOn', { items: named(on) })] : []),
    ...(off.length > 0 ? [t('template.switchedOff', { items: named(off) })] : []),
  ].join(separator);
  const open = async (): Promise<void> => {
    // What is merged is what is saved.
    if (!(await onLeave())) return;
    const preview = await look.run();
    if (preview) setShown(preview);
  };
  return (
    <>
      <Banner
        tone="warn"
        role="status"
        end={
          isWriting && (
            <Button size="small" disabled={look.isBusy} onClick={() => void open()}>
              {t('template.look')}
            </Button>
          )
        }
      >
        {t('template.newer', { items })}
      </Banner>
      <FailureAlert failure={look.failure} />
      {shown && <TakeDialog reportId={report.id} preview={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function TakeDialog({
  reportId,
  preview,
  onClose,
}: {
  reportId: string;
  preview: TemplatePreview;
  onClose: () => void;
}) {
  const { t } = useTranslation(['reports', 'common']);
  const { revalidate } = useRevalidator();
  const { issueNo, additions, parts } = preview.seen;
  const take = useMutation(() =>
    client.report.takeTemplate.mutate({ reportId, issueNo, additions: [...additions], parts: [...parts] }),
  );
  const run = async (): Promise<void> => {
    if (!(await take.run())) return;
    onClose();
    revalidate();
  };
  return (
    <Dialog title={t('reports:template.title')} isOpen onClose={onClose}>
      <p>{t('reports:template.note')}</p>
      {preview.sections.length === 0 ? (
        <p className="muted">{t('reports:template.same')}</p>
      ) : (
        <ul className="plain-list">
          {preview.sections.map((section) => (
            <li key={section.code}>
              <strong>{section.heading === '' ? t('reports:opening') : section.heading}</strong>
              {t('reports:template.colon')}
              <SectionChanges section={section} />
            </li>
          ))}
        </ul>
      )}
      {preview.indicators.length > 0 && (
        <p>{t('reports:template.indicators', { items: preview.indicators.join(t('reports:template.separator')) })}</p>
      )}
      <FailureAlert failure={take.failure} />
      <div className="form-actions">
        <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        <Button variant="primary" disabled={take.isBusy} onClick={() => void run()}>
          {t('reports:template.take')}
        </Button>
      </div>
    </Dialog>
  );
}

function SectionChanges({ section }: { section: TemplatePreview['sections'][number] }) {
  const { t } = useTranslation('reports');
  const { standing, added, reworded, kept, removed, owned } = section;
  const said = [
    ...(standing === 'comes' ? [t('template.comes')] : []),
    ...(standing === 'goes' ? [t(owned > 0 ? 'template.goesOwn' : 'template.goes')] : []),
    ...(standing === 'stays' && added > 0 ? [t('template.added', { count: added })] : []),
    ...(reworded > 0 ? [t('template.reworded', { count: reworded })] : []),
    ...(kept > 0 ? [t('template.kept', { count: kept })] : []),
    ...(standing === 'stays' && removed > 0 ? [t('template.removed', { count: removed })] : []),
    ...(standing === 'stays' && owned > 0 ? [t('template.owned', { count: owned })] : []),
  ];
  return said.length > 0 ? said.join(t('template.separator')) : t('template.heading');
}
