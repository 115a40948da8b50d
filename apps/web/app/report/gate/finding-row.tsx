import { scopeOfKey } from '@huibao/domain';
import { readFinding } from '@huibao/i18n';
import { Button, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { formatInstant } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { GateFinding, ReportView } from '../../outputs.ts';
import { useMutation } from '../../use-mutation.ts';
import { useFigures } from '../use-figures.ts';
import { AnswerForm } from './answer-form.tsx';
import { editionQuery } from '../../programme/use-programme.ts';

/** One finding: what it is, its sentence, where, and what to do about it. */
export function FindingRow({
  finding,
  report,
  mayAnswer,
}: {
  finding: GateFinding;
  report: ReportView;
  mayAnswer: boolean;
}) {
  const { t, i18n } = useTranslation('reports');
  const [isAnswering, setAnswering] = useState(false);
  const { text, place } = readFinding(finding, i18n);
  const { answer, quote, check } = finding;
  const isRefused = finding.severity === 'refused';
  const isAnswerable = !isRefused && check !== 'figure_moved';
  return (
    <li className="gate-row" data-check={check}>
      <span>
        <Tag tone={isRefused ? 'alert' : 'warn'}>{t(`gate.tags.${check}`)}</Tag>
      </span>
      <div className="gate-what">
        <p>{text}</p>
        {quote && (
          <blockquote className={isRefused ? 'gate-quote refused' : 'gate-quote'} lang="zh-CN">
            {quote.text.slice(0, quote.from)}
            <mark>{quote.text.slice(quote.from, quote.to)}</mark>
            {quote.text.slice(quote.to)}
          </blockquote>
        )}
        {answer && !isAnswering && (
          <p className="gate-answer">
            <span>{answer.text}</span>
            <small className="ok-text">
              ✓ {t('gate.answeredBy', { by: answer.by, at: formatInstant(answer.at, 'short') })}
            </small>
          </p>
        )}
        {isAnswering && (
          <AnswerForm
            reportId={report.id}
            fingerprint={finding.fingerprint}
            text={answer?.text ?? ''}
            onClose={() => setAnswering(false)}
          />
        )}
      </div>
      <Place finding={finding} report={report} words={place} />
      <span className="gate-do no-print">
        {mayAnswer && isAnswerable && !isAnswering && (
          <Button size="small" onClick={() => setAnswering(true)}>
            {t(answer ? 'gate.change' : 'gate.answer')}
          </Button>
        )}
        {mayAnswer && check === 'figure_moved' && <LookedButton finding={finding} report={report} />}
        {mayAnswer && <Elsewhere finding={finding} report={report} />}
      </span>
    </li>
  );
}

function Place({ finding, report, words }: { finding: GateFinding; report: ReportView; words: string }) {
  const code = finding.place?.section;
  return code === undefined ? (
    <span className="small muted">{words}</span>
  ) : (
    <Link className="small" to={`/reports/${report.id}#section-${code}`}>
      {words}
    </Link>
  );
}

/** Where it is mended, if that isn't the text. */
function Elsewhere({ finding, report }: { finding: GateFinding; report: ReportView }) {
  const { t } = useTranslation('reports');
  const to = (href: string, words: string) => (
    <Link className="button small" to={href}>
      {words}
    </Link>
  );
  switch (finding.check) {
    case 'period_unopened':
      return to('/collections', t('gate.go.collections'));
    case 'unreported':
      // Districts are reminded and received by another person, whom the finding names: the editor has no such page.
      return finding.params.context === 'below' ? null : to('/collections', t('gate.go.chase'));
    case 'unbalanced':
      return to(`/rollup?${editionQuery(report.programme.name, { year: report.year })}`, t('gate.go.rollup'));
    case 'ledger_missing':
    case 'ledger_unlisted':
    case 'ledger_overcounted':
      return to('/ledger', t('gate.go.ledger'));
    case 'ledger_unanswered':
      return to('/ledger', t('gate.go.answerLedger'));
    case 'delivery_returned':
      return to('/reports', t('gate.go.reports'));
    case 'section_blank':
    case 'figure_without_value':
    case 'table_total':
    case 'personal_data':
    case 'request':
    case 'case_forged':
    case 'case_not_accepted':
    case 'case_names_school':
    case 'share_unfooted':
    case 'years_unlike':
    case 'typed_number':
    case 'figure_moved':
      return to(`/reports/${report.id}#section-${finding.place?.section ?? ''}`, t('gate.locate'));
  }
}

function LookedButton({ finding, report }: { finding: GateFinding; report: ReportView }) {
  const { t } = useTranslation('reports');
  const scope = scopeOfKey(String(finding.params.scope ?? ''));
  const figure = { indicator: String(finding.params.indicator), ...(scope ? { scope } : {}) };
  const value = useFigures(report).find(figure)?.value?.value ?? null;
  const { run, isBusy, failure } = useMutation(() =>
    client.report.lookAgain.mutate({ reportId: report.id, figures: [{ ...figure, value }] }),
  );
  return (
    <>
      <Button size="small" disabled={isBusy} onClick={() => void run()}>
        {t('gate.looked')}
      </Button>
      <FailureAlert failure={failure} />
    </>
  );
}
