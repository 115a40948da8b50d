import { Button, Dialog } from '@huibao/ui';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../client.ts';
import { formatInstant } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { DraftVersions } from '../outputs.ts';
import { usePartName } from './part-name.ts';
import type { DraftHandle } from './use-draft.ts';

/** Who saved a part when; an earlier version can be had back, as a new one. */
export function VersionsDialog({
  draft,
  name,
  onClose,
}: {
  readonly draft: DraftHandle;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['designer', 'common']);
  const nameOf = usePartName(draft.state.parts);
  const [versions, setVersions] = useState<DraftVersions>([]);
  const [hasMore, setMore] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id: draftId, store } = draft;
  const read = useCallback(
    async (before: number | null): Promise<void> => {
      try {
        await store.saveAll();
        const page = await client.draft.partVersions.query({ draftId, name, before });
        setVersions((known) => (before === null ? page.versions : [...known, ...page.versions]));
        setMore(page.hasMore);
      } catch (error) {
        setFailure(failureOf(error));
      }
    },
    [draftId, store, name],
  );
  useEffect(() => void read(null), [read]);
  const restore = async (restored: number): Promise<void> => {
    try {
      const version = versions[0]?.version ?? 0;
      const answer = await client.draft.restorePart.mutate({ draftId, name, restored, version });
      if (!answer.ok) return await read(null);
      const { parts } = await client.draft.get.query({ draftId });
      store.adopt(parts);
      onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Dialog title={t('designer:versions.title', { part: nameOf(name) })} isOpen onClose={onClose}>
      <div className="form">
        <p className="muted small">{t('designer:versions.note')}</p>
        <FailureAlert failure={failure} />
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('designer:versions.at')}</th>
              <th scope="col">{t('designer:versions.by')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('designer:versions.restore')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ version, by, at, isGone }, index) => (
              <tr key={version}>
                <td className="nowrap">{formatInstant(at, 'instant')}</td>
                <td>{by}</td>
                <td>
                  {index > 0 && !isGone && (
                    <Button size="small" onClick={() => void restore(version)}>
                      {t('designer:versions.restore')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="form-actions">
          {hasMore && (
            <Button onClick={() => void read(versions.at(-1)?.version ?? null)}>{t('designer:versions.more')}</Button>
          )}
          <Button onClick={onClose}>{t('common:actions.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
