import { isPermitted, localize } from '@huibao/domain';
import { Button, Dialog, TextField } from '@huibao/ui';
import { Link, useNavigate } from '@remix-run/react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { ReportView } from '../outputs.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useRootData } from '../root.tsx';
import { useMutation } from '../use-mutation.ts';

type Step = 'submit' | 'approve' | 'back' | 'withdraw' | 'number' | 'send' | 'publish' | 'correct';

/**
 * What may be done next, by state and role: one of them primary. `onLeave` saves what is being written before a step is
 * taken. A draft is sent on from the page that checks it (`gate`).
 */
export function ReportActions({
  report,
  gate = null,
  onLeave = () => Promise.resolve(true),
}: {
  report: ReportView;
  gate?: { readonly isClear: boolean } | null;
  onLeave?: () => Promise<boolean>;
}) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const navigate = useNavigate();
  const role = useRootData()?.profile?.membership.role;
  const [asking, setAsking] = useState<Step | null>(null);
  const reportId = report.id;
  const seen = report.decisions.length;
  const withdraw = useMutation((reason: string) =>
    client.report.withdraw.mutate({ reportId, reason, seenDecisions: seen }),
  );
  const decide = useMutation((action: 'approve' | 'return', comment: string) =>
    client.report.decide.mutate({ reportId, action, comment, seenDecisions: seen }),
  );
  const send = useMutation(() => client.report.send.mutate({ reportId }));
  const publish = useMutation(() => client.report.publish.mutate({ reportId }));
  const correct = useMutation((reason: string) => client.report.correct.mutate({ reportId, reason }));
  if (role === undefined) return null;

  const current = report.chain.find((step) => step.state === 'current');
  // One person has one part in a version: who drafted it doesn't sign it.
  const isFree = report.part === null || report.part === current?.code;
  const isMine = current?.role === role && isPermitted(role, 'report.sign') && isFree;
  const mayWithdraw = report.state === 'in_approval' && report.part !== null && report.part === report.chain[0]?.code;
  const superior = report.superior ?? '';
  const isAnnulled = report.annulment !== null;
  const maySendOn = report.state === 'issued' && isPermitted(role, 'report.send');
  // Of what was annulled nothing goes anywhere: it is corrected.
  const maySend = maySendOn && !isAnnulled;
  const steps: Step[] = [];
  if (report.state === 'drafting' && isMine) steps.push('submit');
  if (report.state === 'in_approval' && isMine) steps.push('approve');
  if (maySend && report.number === null) steps.push('number');
  else if (maySend && report.superior !== null && !report.delivery) steps.push('send');
  else if (maySend && !report.publication) steps.push('publish');
  const isReturned = report.delivery?.state === 'returned';
  const mayCorrect =
    maySendOn &&
    report.number !== null &&
    (isAnnulled || report.delivery !== null || report.superior === null) &&
    !report.otherVersions.some((one) => one.version > report.version);
  const stepLabel = current ? localize(current.label, locale) : '';
  const labelOf = (step: Step): string =>
    step === 'approve'
      ? current?.issues
        ? t('actions.issue')
        : t('actions.approve', { step: stepLabel })
      : step === 'submit' && gate
        ? t('gate.submit')
        : t(`actions.${step}`, { superior });
  const open = async (step: Step): Promise<void> => {
    if (!(await onLeave())) return;
    if (step === 'submit' && !gate) navigate(`/reports/${reportId}/gate`);
    else setAsking(step);
  };
  const close = (): void => setAsking(null);
  return (
    <>
      {mayWithdraw && isPermitted(role, 'report.write') && (
        <Button onClick={() => setAsking('withdraw')}>{t('actions.withdraw')}</Button>
      )}
      {report.state === 'in_approval' && isMine && !gate && (
        <Link className="button" to={`/reports/${reportId}/gate`}>
          {t('gate.matter')}
        </Link>
      )}
      {report.state === 'in_approval' && isMine && (
        <Button onClick={() => setAsking('back')}>{t('actions.back')}</Button>
      )}
      {mayCorrect && (
        <Button
          {...(isReturned || isAnnulled ? { variant: 'primary' as const } : {})}
          onClick={() => setAsking('correct')}
        >
          {t(isReturned && !isAnnulled ? 'actions.sendAgain' : 'actions.correct')}
        </Button>
      )}
      {steps.map((step) => (
        <Button
          key={step}
          {...(mayCorrect && isReturned ? {} : { variant: 'primary' as const })}
          disabled={gate !== null && !gate.isClear && (step === 'submit' || step === 'approve')}
          {...(gate !== null && !gate.isClear ? { title: t('gate.blocked') } : {})}
          onClick={() => void open(step)}
        >
          {labelOf(step)}
        </Button>
      ))}
      <ReasonDialog
        title={t('submit.title')}
        label={t('submit.comment')}
        action={t('submit.confirm')}
        isRequired={false}
        isOpen={asking === 'submit'}
        isBusy={decide.isBusy}
        failure={decide.failure}
        onClose={close}
        onConfirm={async (comment) => (await decide.run('approve', comment)) !== undefined}
      >
        <p>{t('submit.ready')}</p>
      </ReasonDialog>
      <ReasonDialog
        title={t('approve.title', { step: labelOf('approve') })}
        label={t('approve.comment')}
        action={labelOf('approve')}
        isRequired={false}
        isOpen={asking === 'approve'}
        isBusy={decide.isBusy}
        failure={decide.failure}
        onClose={close}
        onConfirm={async (comment) => (await decide.run('approve', comment)) !== undefined}
      >
        <p>{t(current?.issues ? 'issue.text' : 'approve.text')}</p>
      </ReasonDialog>
      <ReasonDialog
        title={t('back.title')}
        label={t('back.reason')}
        action={t('actions.back')}
        isOpen={asking === 'back'}
        isBusy={decide.isBusy}
        failure={decide.failure}
        onClose={close}
        onConfirm={async (reason) => (await decide.run('return', reason)) !== undefined}
      />
      <ReasonDialog
        title={t('withdraw.title')}
        label={t('withdraw.reason')}
        action={t('actions.withdraw')}
        isRequired={false}
        isOpen={asking === 'withdraw'}
        isBusy={withdraw.isBusy}
        failure={withdraw.failure}
        onClose={close}
        onConfirm={async (reason) => (await withdraw.run(reason)) !== undefined}
      >
        <p>{t('withdraw.text')}</p>
      </ReasonDialog>
      <ReasonDialog
        title={t('correct.title')}
        label={t('correct.reason')}
        action={t('actions.correct')}
        isOpen={asking === 'correct'}
        isBusy={correct.isBusy}
        failure={correct.failure}
        onClose={close}
        onConfirm={async (reason) => {
          const made = await correct.run(reason);
          if (made) navigate(`/reports/${made.reportId}`);
          return made !== undefined;
        }}
      >
        <p>{t(isAnnulled ? 'correct.annulledText' : 'correct.text')}</p>
      </ReasonDialog>
      <NumberDialog report={report} isOpen={asking === 'number'} onClose={close} />
      <Confirm
        title={t('send.title', { superior })}
        action={t('actions.send', { superior })}
        isOpen={asking === 'send'}
        change={send}
        onClose={close}
      >
        {t('send.text', { superior })}
      </Confirm>
      <Confirm
        title={t('publish.title')}
        action={t('actions.publish')}
        isOpen={asking === 'publish'}
        change={publish}
        onClose={close}
      >
        {t('publish.text')}
      </Confirm>
    </>
  );
}

function Confirm({
  title,
  action,
  isOpen,
  change,
  onClose,
  children,
}: {
  title: string;
  action: string;
  isOpen: boolean;
  change: { run: () => Promise<unknown>; isBusy: boolean; failure: Parameters<typeof FailureAlert>[0]['failure'] };
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const confirm = async (): Promise<void> => {
    if ((await change.run()) !== undefined) onClose();
  };
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <div className="form">
        <p>{children}</p>
        <FailureAlert failure={change.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button variant="primary" disabled={change.isBusy} onClick={() => void confirm()}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function NumberDialog({ report, isOpen, onClose }: { report: ReportView; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation(['reports', 'common']);
  const proposed = report.proposedNumber ?? '';
  const [sequence, setSequence] = useState('');
  const number = useMutation((chosen: number | null) =>
    client.report.number.mutate({ reportId: report.id, sequence: chosen }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await number.run(sequence === '' ? null : Number(sequence))) onClose();
  };
  return (
    <Dialog title={t('reports:number.title')} isOpen={isOpen} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{t('reports:number.proposed', { number: proposed })}</p>
        <TextField
          label={t('reports:number.sequence')}
          type="number"
          min={1}
          max={9999}
          placeholder={/(\d+)\D*$/u.exec(proposed)?.[1] ?? ''}
          value={sequence}
          onChange={(event) => setSequence(event.target.value)}
        />
        <FailureAlert failure={number.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={number.isBusy}>
            {t('reports:actions.number')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
