import { compareProse, isSameProse, type BlockNode } from '@huibao/domain';
import { Button, Dialog } from '@huibao/ui';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../../client.ts';
import { formatInstant } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { ReportSection, ReportView } from '../../outputs.ts';
import { useMutation } from '../../use-mutation.ts';
import { textOf } from '../block-text.ts';
import { ComparedProse } from './compared-prose.tsx';

type Version = Awaited<ReturnType<typeof client.report.sectionVersion.query>>;
type Listed = Awaited<ReturnType<typeof client.report.sectionVersions.query>>['versions'];

/** Every text that a section has had: who wrote it when, what is different now, and back to it as a new version. */
export function VersionsDialog({
  report,
  section,
  mayRestore,
  onRestored,
  onClose,
}: {
  report: ReportView;
  /** As it stands; null where the dialog is closed. */
  section: ReportSection | null;
  mayRestore: boolean;
  onRestored: (section: ReportSection) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('reports');
  return (
    <Dialog
      title={`${t('versions.title')} · ${section?.heading || t('opening')}`}
      isOpen={section !== null}
      onClose={onClose}
    >
      {section && (
        <Versions
          key={`${section.code}/${section.version}`}
          report={report}
          section={section}
          mayRestore={mayRestore}
          onRestored={onRestored}
        />
      )}
    </Dialog>
  );
}

function Versions({
  report,
  section,
  mayRestore,
  onRestored,
}: {
  report: ReportView;
  section: ReportSection;
  mayRestore: boolean;
  onRestored: (section: ReportSection) => void;
}) {
  const { t } = useTranslation('reports');
  const [versions, setVersions] = useState<Listed>([]);
  const [hasMore, setMore] = useState(false);
  const [chosen, setChosen] = useState<Version | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reportId = report.id;
  const { code } = section;
  const restore = useMutation((restored: number) =>
    client.report.restoreSection.mutate({ reportId, code, restored, version: section.version }),
  );
  const load = async (before: number | null): Promise<void> => {
    try {
      const found = await client.report.sectionVersions.query({ reportId, code, before });
      setVersions((known) => (before === null ? found.versions : [...known, ...found.versions]));
      setMore(found.hasMore);
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const choose = async (version: number): Promise<void> => {
    try {
      setChosen(await client.report.sectionVersion.query({ reportId, code, version }));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  useEffect(() => {
    let isGone = false;
    client.report.sectionVersions.query({ reportId, code, before: null }).then(
      (found) => {
        if (isGone) return;
        setVersions(found.versions);
        setMore(found.hasMore);
      },
      (error: unknown) => {
        if (!isGone) setFailure(failureOf(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [reportId, code]);
  const wordsOf = (block: BlockNode): string => textOf(block, report);
  return (
    <div className="versions">
      <FailureAlert failure={failure ?? restore.failure} />
      <ol className="plain-list">
        {versions.map((one) => (
          <li key={one.version}>
            <Button
              size="small"
              variant="plain"
              aria-pressed={chosen?.version === one.version}
              disabled={one.isErased}
              onClick={() => void choose(one.version)}
            >
              {t('versions.line', { no: one.version, by: one.by, at: formatInstant(one.at, 'instant') })}
              {one.version === section.version && ` · ${t('versions.current')}`}
              {one.isErased && ` · ${t('versions.erased')}`}
            </Button>
          </li>
        ))}
        {hasMore && (
          <li>
            <Button size="small" onClick={() => void load(versions.at(-1)?.version ?? null)}>
              {t('versions.more')}
            </Button>
          </li>
        )}
      </ol>
      {chosen && (
        <div className="stack">
          <h3>{t('versions.compare')}</h3>
          {isSameProse(chosen.content, section.content) ? (
            <p className="muted">{t('versions.same')}</p>
          ) : (
            <ComparedProse blocks={compareProse(chosen.content, section.content)} wordsOf={wordsOf} />
          )}
          {mayRestore && chosen.version !== section.version && (
            <div className="form-actions">
              <Button
                variant="primary"
                disabled={restore.isBusy}
                onClick={() =>
                  void restore
                    .run(chosen.version)
                    .then(
                      (saved) => saved && onRestored({ ...section, content: saved.content, version: saved.version }),
                    )
                }
              >
                {t('versions.restore')}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
