import { isPermitted, localize } from '@huibao/domain';
import { Button, PageHead } from '@huibao/ui';
import { Link, useRevalidator } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatInstant, useLocale } from '../../dates.ts';
import type { Difference, Gate, GateFinding, ReportView } from '../../outputs.ts';
import { useRootData } from '../../root.tsx';
import { ReportActions } from '../report-actions.tsx';
import { ReportChain } from '../report-chain.tsx';
import { DifferenceCard } from '../signing/difference-card.tsx';
import { FindingRow } from './finding-row.tsx';
import { PartBanner } from './part-banner.tsx';

function isOpenFinding({ severity, answer }: Pick<GateFinding, 'severity' | 'answer'>): boolean {
  return severity === 'refused' || answer === null;
}

/** What stands in a report's way, as the use-case will ask; mended in the text, or answered here. */
export function GatePage({
  report,
  gate,
  difference,
}: {
  report: ReportView;
  gate: Gate;
  difference: Difference | null;
}) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const { revalidate, state } = useRevalidator();
  const role = useRootData()?.profile?.membership.role;
  const isDrafting = report.state === 'drafting';
  const mayAnswer = isDrafting && role !== undefined && isPermitted(role, 'report.write');
  // An issued one is what it is: what is found today bars no step any more.
  const isUnderWay = isDrafting || report.state === 'in_approval';
  const current = report.chain.find((step) => step.state === 'current');
  const step =
    isDrafting || !current ? t('gate.submitStep') : localize(current.label, locale).toLocaleLowerCase(locale);
  const refused = gate.findings.filter((one) => one.severity === 'refused');
  const toAnswer = gate.findings.filter((one) => one.severity === 'answered');
  const unanswered = toAnswer.filter(isOpenFinding).length;
  const isClear = refused.length === 0 && unanswered === 0;
  const title = !isUnderWay
    ? t('gate.matter')
    : isClear
      ? t('gate.nothing', { step })
      : refused.length > 0
        ? t('gate.refused', { count: refused.length, step })
        : // Only the drafter answers, and only a draft: a signer sends it back.
          t(mayAnswer || isDrafting ? 'gate.toAnswer' : 'gate.toAnswerByDrafter', { count: unanswered, step });
  return (
    <>
      <ol className="breadcrumb">
        <li>
          <Link to="/reports">{t('title')}</Link>
        </li>
        <li>
          <Link to={`/reports/${report.id}`}>{t('year', { year: report.year })}</Link>
        </li>
        <li aria-current="page">{isUnderWay ? t('gate.title', { step }) : t('gate.matter')}</li>
      </ol>
      <PageHead
        title={title}
        note={
          refused.length > 0 && unanswered > 0
            ? t('gate.alsoToAnswer', { count: unanswered })
            : toAnswer.length > 0 && unanswered === 0
              ? t('gate.answered', { count: toAnswer.length })
              : undefined
        }
        actions={
          <>
            <Button disabled={state !== 'idle'} onClick={() => revalidate()}>
              {t('gate.again')}
            </Button>
            <Link className="button" to={`/reports/${report.id}`}>
              {t(isDrafting ? 'gate.edit' : 'gate.read')}
            </Link>
            <ReportActions report={report} gate={{ isClear }} />
          </>
        }
      />
      <PartBanner report={report} />
      <div className="row">
        <ReportChain report={report} />
        <span className="spacer" />
        <span className="small muted">{t('gate.checkedAt', { at: formatInstant(gate.checkedAt, 'instant') })}</span>
      </div>
      {difference && <DifferenceCard report={report} difference={difference} />}
      {gate.findings.length > 0 && (
        <section className="card gate" aria-label={t('gate.title', { step })}>
          <FindingGroup
            title={t('gate.refusedHead')}
            tone="alert-text"
            findings={refused}
            report={report}
            mayAnswer={mayAnswer}
          />
          <FindingGroup
            title={t('gate.answeredHead')}
            tone="warn-text"
            findings={toAnswer}
            report={report}
            mayAnswer={mayAnswer}
          />
        </section>
      )}
    </>
  );
}

function FindingGroup({
  title,
  tone,
  findings,
  ...rest
}: {
  title: string;
  tone: string;
  findings: readonly GateFinding[];
  report: ReportView;
  mayAnswer: boolean;
}) {
  if (findings.length === 0) return null;
  return (
    <>
      <h2 className={`gate-head ${tone}`}>
        {title} {findings.length}
      </h2>
      <ul className="gate-list">
        {findings.map((finding) => (
          <FindingRow key={finding.fingerprint} finding={finding} {...rest} />
        ))}
      </ul>
    </>
  );
}
