import { Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../dates.ts';
import { elementsOf, localize, registersOf, type Localized } from '@huibao/domain';
import type { RevisionView } from '../outputs.ts';
import { Judged, RuleReading } from '../rule-reading.tsx';
import type { CellWords } from './review-cells.ts';
import { RevisionTag } from './revision-state.tsx';

/** What was mended since the submission before: first thing that a reviewer of a resubmission reads. */
export function Changes({ view, words }: { view: RevisionView; words: CellWords }) {
  const { t } = useTranslation('review');
  const before = view.revisions.find((one) => one.no < view.revision.no && one.state !== 'withdrawn');
  if (!view.changes || !before) return null;
  return (
    <section className="card" aria-labelledby="changes">
      <div className="card-title row">
        <h2 id="changes">{t('changes.title')}</h2>
        <Tag tone="info">{t('changes.count', { count: view.changes.length })}</Tag>
      </div>
      {view.changes.length === 0 ? (
        <p className="block-note muted">{t('changes.none', { no: before.no })}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('columns.item')}</th>
                <th scope="col" className="num">
                  {t('columns.before')}
                </th>
                <th scope="col" className="num">
                  {t('columns.now')}
                </th>
              </tr>
            </thead>
            <tbody>
              {view.changes.map((change) => (
                <tr key={change.cell}>
                  <th scope="row">
                    <a href={`#cell-${change.cell}`}>{words.label(change.cell)}</a>
                  </th>
                  <td className="num">
                    <del className="muted">{words.print(change.cell, change.before) || t('notAnswered')}</del>
                  </td>
                  <td className="num">
                    <ins className="changed-to">{words.print(change.cell, change.after) || t('notAnswered')}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function Findings({ view, words }: { view: RevisionView; words: CellWords }) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  return (
    <section className="card side-card" aria-labelledby="findings">
      <h2 id="findings">{t('findings.title')}</h2>
      {view.findings.length + view.unjudged.length === 0 ? (
        <p className="muted small">{t('findings.none')}</p>
      ) : (
        <ul className="plain-list">
          {view.findings.map((finding) => {
            const rule = view.form.rules.find((one) => one.code === finding.rule);
            const judged = view.judged.find((one) => one.rule === finding.rule);
            const explanation = view.explanations.find((one) => one.finding === finding.rule);
            return (
              <li key={finding.rule}>
                <p>{rule ? localize(rule.message, locale) : t('findings.rule', { rule: finding.rule })}</p>
                {judged && (
                  <RuleReading>
                    <Judged judged={judged} />
                  </RuleReading>
                )}
                <p className="small">
                  {finding.cells.map((cell) => (
                    <a key={cell} className="cell-link" href={`#cell-${cell}`}>
                      {words.label(cell)}
                    </a>
                  ))}
                </p>
                <p className={explanation ? 'explanation' : 'small alert-text'}>
                  {explanation ? t('findings.explanation', { text: explanation.text }) : t('findings.unexplained')}
                </p>
              </li>
            );
          })}
          {view.unjudged.map((code) => (
            <li key={code}>
              <p>{localize(labelOf(view, code), locale)}</p>
              <p className="small alert-text">{t('findings.unjudged')}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Of a rule, or of what is calculated or under a condition. */
function labelOf({ form }: RevisionView, code: string): Localized {
  const rule = form.rules.find((one) => one.code === code);
  const asked = [...elementsOf(form), ...registersOf(form)].find((one) => one.code === code);
  return rule?.message ?? asked?.label ?? { zh: code, en: code };
}

export function Revisions({ view }: { view: RevisionView }) {
  const { t } = useTranslation('review');
  return (
    <section className="card side-card" aria-labelledby="revisions">
      <h2 id="revisions">{t('revisions.title')}</h2>
      <ul className="plain-list">
        {view.revisions.map((one) => (
          <li key={one.no}>
            <p className="row">
              {one.no === view.revision.no ? (
                <b>{t('revision', { no: one.no })}</b>
              ) : (
                <Link to={`/review/${view.submissionId}?no=${one.no}`}>{t('revision', { no: one.no })}</Link>
              )}
              <RevisionTag state={one.state} />
            </p>
            <p className="small muted">
              {t('submittedBy', { by: one.submittedBy, at: formatInstant(one.submittedAt, 'instant') })}
            </p>
            {one.decidedAt && one.decidedBy && (
              <p className="small muted">
                {t(one.state === 'withdrawn' ? 'revisions.takenBack' : 'revisions.decided', {
                  by: one.decidedBy,
                  at: formatInstant(one.decidedAt, 'instant'),
                })}
              </p>
            )}
            {one.reason && <p className="small">{t('revisions.reason', { reason: one.reason })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SignOff({ view }: { view: RevisionView }) {
  const { t } = useTranslation('review');
  const { signOff, submittedAt, hash } = view.revision;
  return (
    <section className="card side-card" aria-labelledby="sign-off">
      <h2 id="sign-off">{t('signOff.title')}</h2>
      <dl className="facts">
        <dt>{t('signOff.reporter')}</dt>
        <dd>{signOff.reporter}</dd>
        {signOff.head && (
          <>
            <dt>{t('signOff.head')}</dt>
            <dd>{signOff.head}</dd>
          </>
        )}
        <dt>{t('signOff.at')}</dt>
        <dd>{formatInstant(submittedAt, 'instant')}</dd>
        <dt>{t('signOff.hash')}</dt>
        <dd className="hash">{hash.slice(0, 16)}</dd>
      </dl>
      {view.files.length > 0 && (
        <>
          <h3>{t('files.title')}</h3>
          <ul className="plain-list">
            {view.files.map((file) => (
              <li key={file.id}>
                <a href={`/files/evidence/${file.id}`}>{file.name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
