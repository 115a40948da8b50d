import { localize } from '@huibao/domain';
import { Banner, Button } from '@huibao/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { Platform } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { TableCard } from './table-card.tsx';

type Parked = Platform['parked'][number];

function signalKind(signal: string | null): 'start' | 'anew' | 'signal' {
  if (signal === null) return 'start';
  return signal === 'anew' ? 'anew' : 'signal';
}

/** The relay takes what waits each second: milliseconds. */
const relayed = 3000;

/** Of a message that was told to go out again: on its way, gone, or refused once more. */
export function outcomeOf(
  retried: Pick<Parked, 'id' | 'attempts'>,
  parked: readonly Pick<Parked, 'id' | 'attempts'>[],
): 'asked' | 'sent' | 'refused' {
  const now = parked.find(({ id }) => id === retried.id);
  if (!now) return 'sent';
  return now.attempts > retried.attempts ? 'refused' : 'asked';
}

/** What Temporal refused, in its own words, with a button that has it tried again now. */
export function ParkedTable({ platform, onRetried }: { platform: Platform; onRetried: () => Promise<void> }) {
  const { t, i18n } = useTranslation('platform');
  const [retried, setRetried] = useState<Parked | null>(null);
  const retry = useMutation(({ tenantId, id }: Parked) => client.platform.retry.mutate({ tenantId, id }));
  const { parked, outbox } = platform;
  const run = async (message: Parked): Promise<void> => {
    const isTaken = (await retry.run(message)) !== undefined;
    setRetried(isTaken ? message : null);
    await onRetried();
    // What came of it is known once the relay has been round, and not only at the next look.
    if (isTaken) setTimeout(() => void onRetried(), relayed);
  };
  const outcome = retried && outcomeOf(retried, parked);
  // Another version may send what this page has no word for.
  const workflowName = (workflow: string): string =>
    i18n.exists(`parked.workflows.${workflow}`, { ns: 'platform' })
      ? t(`parked.workflows.${workflow as 'report'}`)
      : workflow;
  return (
    <>
      <FailureAlert failure={retry.failure} />
      {outcome && (
        <Banner tone={outcome === 'sent' ? 'ok' : outcome === 'refused' ? 'warn' : 'info'} role="status">
          {t(`parked.outcomes.${outcome}`)}
        </Banner>
      )}
      {parked.length > 0 && (
        <TableCard
          id="parked"
          title={t('parked.title')}
          columns={[
            { label: t('parked.tenant') },
            { label: t('parked.about') },
            { label: t('parked.failure') },
            { label: t('parked.tries'), isNumber: true },
            { label: t('parked.next') },
            { label: t('parked.retry'), isUnseen: true },
          ]}
          below={
            outbox.refused > parked.length && (
              <p className="table-more small muted">{t('parked.more', { count: outbox.refused - parked.length })}</p>
            )
          }
        >
          {parked.map((message) => (
            <tr key={message.id}>
              <td>{message.tenantName}</td>
              <td className="nowrap">
                {workflowName(message.workflow)}{' '}
                <span className="muted small">
                  {t(`parked.kinds.${signalKind(message.signal)}`)} {formatInstant(message.createdAt, 'short')}
                </span>
              </td>
              <td className="small platform-words" lang="en">
                {message.failure}
              </td>
              <td className="num">{message.attempts}</td>
              <td className="nowrap">{message.nextAt && formatInstant(message.nextAt, 'short')}</td>
              <td>
                <Button size="small" disabled={retry.isBusy} onClick={() => void run(message)}>
                  {t('parked.retry')}
                </Button>
              </td>
            </tr>
          ))}
        </TableCard>
      )}
    </>
  );
}

/** Those at work, and those that a worker gave up; nothing where there are none. */
export function ImportTable({ imports }: { imports: Platform['imports'] }) {
  const { t } = useTranslation('platform');
  const locale = useLocale();
  if (imports.length === 0) return null;
  return (
    <TableCard
      id="imports"
      title={t('imports.title')}
      columns={[
        { label: t('parked.tenant') },
        { label: t('imports.what') },
        { label: t('imports.state') },
        { label: t('imports.begun') },
        { label: t('imports.ended') },
      ]}
    >
      {imports.map(({ tenantName, programme, year, period, state, begunAt, endedAt }) => (
        <tr key={`${tenantName} ${begunAt}`}>
          <td>{tenantName}</td>
          <td>{t('imports.period', { programme: localize(programme, locale), year, period })}</td>
          <td className={state === 'failed' ? 'alert-text' : ''}>{t(`imports.states.${state}`)}</td>
          <td className="nowrap">{formatInstant(begunAt, 'short')}</td>
          <td className="nowrap">{endedAt && formatInstant(endedAt, 'short')}</td>
        </tr>
      ))}
    </TableCard>
  );
}
