import { groupDigits, isDecimalText, localize } from '@huibao/domain';
import { Button, Dialog, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { CellOrigin } from '../outputs.ts';
import { editionQuery } from '../programme/use-programme.ts';

export interface CellPlace {
  readonly submissionId: string;
  readonly revisionNo: number;
  readonly cell: string;
}

/** Down: revision, person, file, explanation, evidence. Up: the figures and reports that the cell moves. */
export function OriginDialog({ place: opened, onClose }: { place: CellPlace; onClose: () => void }) {
  const { t } = useTranslation(['origin', 'common']);
  const [place, setPlace] = useState(opened);
  const [origin, setOrigin] = useState<CellOrigin | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isGone = false;
    client.rollup.cell.query(place).then(
      (found) => {
        if (!isGone) setOrigin(found);
      },
      (error: unknown) => {
        if (!isGone) setFailure(failureOf(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [place]);
  return (
    <Dialog title={t('origin:title')} isOpen onClose={onClose} size="wide">
      <FailureAlert failure={failure} />
      {origin ? (
        <Origin origin={origin} place={place} onOpen={(cell, of) => setPlace({ ...place, ...of, cell })} />
      ) : (
        !failure && (
          <p className="muted" role="status">
            {t('origin:loading')}
          </p>
        )
      )}
      <div className="form-actions">
        <Button onClick={onClose}>{t('common:actions.close')}</Button>
      </div>
    </Dialog>
  );
}

/** Of this form, or of another one as it stood when this one was submitted. */
function Operand({
  operand: { id, label, from },
  onOpen,
}: {
  operand: CellOrigin['workedOutFrom'][number];
  onOpen: (cell: string, of: Partial<CellPlace>) => void;
}) {
  const locale = useLocale();
  const name = `${from ? `${localize(from.number, locale)} ` : ''}${localize(label, locale)}`;
  if (from && !from.revision) return <span>{name}</span>;
  const of = from?.revision ? { submissionId: from.revision.submissionId, revisionNo: from.revision.no } : {};
  return (
    <button type="button" className="link" onClick={() => onOpen(id, of)}>
      {name}
    </button>
  );
}

function Origin({
  origin,
  place,
  onOpen,
}: {
  origin: CellOrigin;
  place: CellPlace;
  onOpen: (cell: string, of: Partial<CellPlace>) => void;
}) {
  const { t } = useTranslation('origin');
  const locale = useLocale();
  const { cell, revision } = origin;
  const shown = ({ state, value }: { state: CellOrigin['cell']['state']; value: string }): string => {
    if (state !== 'value') return t(state === 'missing' ? 'missing' : 'notApplicable');
    return isDecimalText(value) ? groupDigits(value, locale) : value;
  };
  const decided = revision.state as keyof typeof decidedStates;
  return (
    <div className="origin">
      <section aria-label={t('value')}>
        <p className="muted small">
          {t('place', {
            unit: origin.unitName,
            period: localize(origin.period.label, locale),
            form: localize(origin.form.title, locale),
          })}
        </p>
        <p className="row">
          <strong>{localize(cell.label, locale)}</strong>
          <span className="big-figure">{shown(cell)}</span>
          {cell.unit && cell.state === 'value' && <span className="muted">{localize(cell.unit, locale)}</span>}
          <Tag tone={origin.counts ? 'ok' : 'warn'}>{t(origin.counts ? 'counts' : 'countsNot')}</Tag>
        </p>
        <p className="small">
          <Link to={`/review/${place.submissionId}?no=${revision.no}#cell-${cell.id}`}>
            {t('revision', { no: revision.no })}
          </Link>
          {' · '}
          {t('submitted', { name: revision.submittedBy, at: formatInstant(revision.submittedAt, 'instant') })}
          {decided in decidedStates && (
            <>
              {' · '}
              {t(`decided.${decided}`, {
                name: revision.decidedBy ?? '',
                at: revision.decidedAt ? formatInstant(revision.decidedAt, 'instant') : '',
              })}
            </>
          )}
        </p>
        <p className="small muted">
          {revision.signOff.head === null
            ? t('signed', { reporter: revision.signOff.reporter })
            : t('signedHead', { reporter: revision.signOff.reporter, head: revision.signOff.head })}{' '}
          ·{' '}
          <span title={revision.hash}>
            {t('hash')} {revision.hash.slice(0, 12)}
          </span>
        </p>
      </section>
      <div className="origin-columns">
        <div>
          {origin.workedOutFrom.length > 0 && (
            <Part title={t('workedOut')}>
              {origin.workedOutFrom.map((one) => (
                <li key={one.id} className="row">
                  <Operand operand={one} onOpen={onOpen} />
                  <span className="spacer" />
                  {shown(one)}
                </li>
              ))}
            </Part>
          )}
          {origin.changes.length > 0 && (
            <Part title={t('history')}>
              {origin.changes.map((change) => (
                <li key={`${change.at}/${change.value}`}>
                  <span className="strong">{shown(change)}</span>{' '}
                  <span className="muted small">
                    {change.by} · {formatInstant(change.at, 'instant')} ·{' '}
                    {change.filledFrom !== null
                      ? t('sources.prefilled', { from: localize(change.filledFrom, locale) })
                      : change.fileName !== null
                        ? t(change.source === 'import' ? 'sources.importFile' : 'sources.file', {
                            name: change.fileName,
                          })
                        : t(`sources.${sourceOf(change.source)}`)}
                  </span>
                </li>
              ))}
            </Part>
          )}
          {origin.explanations.length > 0 && (
            <Part title={t('explanations')}>
              {origin.explanations.map((one) => (
                <li key={one.text}>
                  {one.text} <span className="muted small">{localize(one.message, locale)}</span>
                </li>
              ))}
            </Part>
          )}
          {origin.comments.length > 0 && (
            <Part title={t('comments')}>
              {origin.comments.map((one) => (
                <li key={one.at}>
                  {one.text}{' '}
                  <span className="muted small">
                    {one.by} · {formatInstant(one.at, 'instant')}
                  </span>
                </li>
              ))}
            </Part>
          )}
          {origin.files.length > 0 && (
            <Part title={t('files')}>
              {origin.files.map((file) => (
                <li key={file.id}>
                  <a href={`/files/evidence/${file.id}`}>{file.name}</a>
                </li>
              ))}
            </Part>
          )}
        </div>
        <div>
          <Part title={t('figures')}>
            {origin.figures.length === 0 ? (
              <li className="muted">{t('noFigures')}</li>
            ) : (
              origin.figures.map((one) => (
                <li key={one.indicator}>
                  <Link
                    to={`/rollup?${editionQuery(origin.programme, { year: origin.year, indicator: one.indicator })}`}
                  >
                    {localize(one.label, locale)}
                  </Link>
                </li>
              ))
            )}
          </Part>
          <Part title={t('reports')}>
            {origin.reports.length === 0 ? (
              <li className="muted">{t('noReports')}</li>
            ) : (
              origin.reports.map((report) => (
                <li key={report.reportId} className="row">
                  <Link to={`/reports/${report.reportId}`}>
                    {report.number ?? t('report', { year: report.year, version: report.version })}
                  </Link>
                  <Tag tone={report.state === 'issued' ? 'ok' : report.state === 'superseded' ? undefined : 'info'}>
                    {t(`states.${report.state}`)}
                  </Tag>
                  {report.sentAt !== null && <Tag>{t('sent')}</Tag>}
                  {report.publicationId !== null && (
                    <Link to={`/published/${report.publicationId}`}>
                      <Tag>{t('published')}</Tag>
                    </Link>
                  )}
                </li>
              ))
            )}
          </Part>
        </div>
      </div>
    </div>
  );
}

const decidedStates = { accepted: true, returned: true, reopened: true, withdrawn: true, submitted: true } as const;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="plain-list">{children}</ul>
    </section>
  );
}

function sourceOf(source: string): 'page' | 'paste' | 'excel' | 'register' | 'import' | 'carried_over' | 'other' {
  return source === 'page' ||
    source === 'paste' ||
    source === 'excel' ||
    source === 'register' ||
    source === 'import' ||
    source === 'carried_over'
    ? source
    : 'other';
}
