import type { SignedAnswer } from '@huibao/domain';
import { readFinding } from '@huibao/i18n';
import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../dates.ts';

/** What the gate asked and the drafter answered, as it goes with a report to its signers and to the superior. */
export function AnswerCard({ answers }: { answers: readonly SignedAnswer[] }) {
  const { t } = useTranslation('reports');
  if (answers.length === 0) return null;
  return (
    <section className="card gate" aria-labelledby="answers">
      <h2 id="answers" className="gate-head">
        {t('gate.answers')} {answers.length} <span className="small muted">{t('gate.answersNote')}</span>
      </h2>
      <AnswerList answers={answers} />
    </section>
  );
}

export function AnswerList({ answers }: { answers: readonly SignedAnswer[] }) {
  const { t, i18n } = useTranslation('reports');
  return (
    <ul className="gate-list">
      {answers.map((answer) => {
        const { check, about: params, place: heading, label } = answer;
        const { text, place } = readFinding({ check, params, heading, label, place: null }, i18n);
        return (
          <li key={answer.fingerprint} className="gate-row told-answer">
            <span>
              <Tag tone="warn">{t(`gate.tags.${check}`)}</Tag>
            </span>
            <div className="gate-what">
              <p>{text}</p>
              {answer.quote !== null && (
                <blockquote className="gate-quote" lang="zh-CN">
                  {answer.quote}
                </blockquote>
              )}
              <p className="gate-answer">
                <span>{answer.text}</span>
                <small className="ok-text">
                  ✓ {t('gate.answeredBy', { by: answer.by, at: formatInstant(answer.at, 'short') })}
                </small>
              </p>
            </div>
            <span className="small muted">{place}</span>
          </li>
        );
      })}
    </ul>
  );
}
