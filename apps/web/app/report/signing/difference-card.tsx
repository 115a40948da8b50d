import { localize, type BlockNode } from '@huibao/domain';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../../dates.ts';
import type { Difference, ReportView } from '../../outputs.ts';
import { textOf } from '../block-text.ts';
import { AnswerList } from './answer-card.tsx';
import { ComparedProse } from '../prose/compared-prose.tsx';

/** What is different from what was signed before: a signer reads this, and not the whole again. */
export function DifferenceCard({ report, difference }: { report: ReportView; difference: Difference }) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const { since, figures, sections } = difference;
  const notes = [
    difference.issuerChanged && t('difference.issuer'),
    difference.addresseesChanged && t('difference.addressees'),
    difference.absencesChanged && t('difference.absences'),
  ].filter((note) => note !== false);
  const isNothing = figures.length + sections.length + notes.length + difference.answers.length === 0;
  const action = t(`process.actions.${since.action as 'submitted'}`);
  const wordsOf = (block: BlockNode): string => textOf(block, report);
  return (
    <section className="card gate" aria-labelledby="difference">
      <h2 id="difference" className="gate-head">
        {t('difference.title')}{' '}
        <span className="small muted">
          {t('difference.since', { by: since.by, at: formatInstant(since.at, 'short'), action })}
        </span>
      </h2>
      <div className="gate-difference">
        {isNothing && <p className="muted">{t(difference.isErased ? 'difference.erased' : 'difference.none')}</p>}
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {figures.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('difference.figures')}</th>
                <th scope="col">{t('difference.before')}</th>
                <th scope="col">{t('difference.after')}</th>
              </tr>
            </thead>
            <tbody>
              {figures.map((one) => (
                <tr key={one.indicator}>
                  <th scope="row">
                    {localize(one.label, locale)}
                    {!one.hasMoved && (
                      <small className="muted">
                        {' '}
                        {t('difference.coverage', {
                          before: `${one.before?.answered ?? 0}/${one.before?.expected ?? 0}`,
                          after: `${one.after?.answered ?? 0}/${one.after?.expected ?? 0}`,
                        })}
                      </small>
                    )}
                  </th>
                  <td>{one.wordsBefore}</td>
                  <td>
                    <b>{one.wordsAfter}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {sections.map((section) => (
          <div key={section.code}>
            <h3>
              {t('difference.sections')} · <span lang="zh-CN">{section.heading || t('opening')}</span>
            </h3>
            <ComparedProse blocks={section.blocks} wordsOf={wordsOf} />
          </div>
        ))}
        {difference.answers.length > 0 && (
          <div>
            <h3>{t('difference.answers')}</h3>
            <AnswerList answers={difference.answers} />
          </div>
        )}
      </div>
    </section>
  );
}
