import { localize } from '@huibao/domain';
import type { PackageChange } from '@huibao/domain/package';
import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { OfferedEdition } from './package-preview.ts';

const tones = { added: 'ok', changed: 'info', removed: 'warn', retired: 'warn' } as const;

/** What publishing would do: what it is, and what changes against the last year published. */
export function ChangeTable({ offered }: { offered: OfferedEdition }) {
  const { t } = useTranslation('programmes');
  const locale = useLocale();
  const { standing, year, issueNo, comparedYear, changes, moreChanges } = offered;
  const title = localize(offered.title, locale);
  const isCompared = standing !== 'first' && standing !== 'same';
  return (
    <section aria-label={t('changes.kind')}>
      <p>{t(`standing.${standing}`, { title, year, issue: issueNo, compared: comparedYear ?? '' })}</p>
      {isCompared && changes.length === 0 && <p className="muted">{t('unchanged')}</p>}
      {isCompared && <ChangeList changes={changes} moreChanges={moreChanges} />}
    </section>
  );
}

/** Part by part, what is added, changed or gone. */
export function ChangeList({ changes, moreChanges }: { changes: readonly PackageChange[]; moreChanges: number }) {
  const { t } = useTranslation('programmes');
  const locale = useLocale();
  return (
    <>
      {changes.length > 0 && (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('changes.part')}</th>
                <th scope="col">{t('changes.kind')}</th>
                <th scope="col">{t('changes.name')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ part, kind, code, label, was }) => (
                <tr key={`${part} ${code}`}>
                  <td className="nowrap">{t(`parts.${part}`)}</td>
                  <td className="nowrap">
                    <Tag tone={tones[kind]}>{t(`kinds.${kind}`)}</Tag>
                  </td>
                  <td>
                    {localize(label, locale)} <span className="muted small">{code}</span>
                    {was && localize(was, locale) !== localize(label, locale) && (
                      <div className="muted small">{t('changes.was', { name: localize(was, locale) })}</div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {moreChanges > 0 && <p className="muted small">{t('more', { count: moreChanges })}</p>}
    </>
  );
}
