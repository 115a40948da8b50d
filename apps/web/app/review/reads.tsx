import { localize, printCell, type Cell } from '@huibao/domain';
import { Button, Tag } from '@huibao/ui';
import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { RevisionView } from '../outputs.ts';
import { Judged, RuleReading } from '../rule-reading.tsx';
import { useMutation } from '../use-mutation.ts';

type Read = RevisionView['reads'][number];

/** What the form was checked against in other forms; what changed of it since has to be seen before accepting. */
export function Reads({ view, isWaiting }: { view: RevisionView; isWaiting: boolean }) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const acknowledge = useMutation(() =>
    client.review.acknowledgeReads.mutate({
      submissionId: view.submissionId,
      revisionNo: view.revision.no,
      seen: view.reads.map(({ formCode, standingId }) => ({ formCode, revisionId: standingId })),
    }),
  );
  if (view.reads.length === 0) return null;
  const isMoved = view.reads.some(({ changes }) => changes.length > 0);
  const isOpen = view.reads.some(({ changes, isAcknowledged }) => changes.length > 0 && !isAcknowledged);
  return (
    <section className="card" aria-labelledby="reads">
      <h2 id="reads" className="card-title">
        {t('reads.title')}
      </h2>
      <p className={isOpen ? 'block-note alert-text' : 'block-note muted'}>
        {t(isMoved ? 'reads.moved' : 'reads.same')}
      </p>
      {view.reads.map((read) => (
        <ReadForm key={read.formCode} read={read} />
      ))}
      {view.brokenNow.length > 0 && (
        <div className="block-note">
          <p>{t('reads.broken')}</p>
          <ul>
            {view.brokenNow.map(({ message, judged }) => (
              <li key={message.zh}>
                {localize(message, locale)}
                {judged && (
                  <RuleReading>
                    <Judged judged={judged} />
                  </RuleReading>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <FailureAlert failure={acknowledge.failure} />
      {isOpen && isWaiting && (
        <p className="block-note">
          <Button disabled={acknowledge.isBusy} onClick={() => void acknowledge.run()}>
            {t('reads.acknowledge')}
          </Button>
        </p>
      )}
    </section>
  );
}

function ReadForm({ read }: { read: Read }) {
  const { t } = useTranslation('review');
  const locale = useLocale();
  const name = `${localize(read.number, locale)} ${localize(read.title, locale)}`;
  const noOf = (no: number | null): string => (no === null ? t('reads.none') : t('reads.readNo', { no }));
  const print = ({ element }: Read['changes'][number], cell: Cell | null): string =>
    (cell && (element ? printCell(element, cell, locale) : cell.value)) || t('notAnswered');
  return (
    <>
      <h3 className="block-title row">
        {read.submissionId !== null && read.standingNo !== null ? (
          <Link to={`/review/${read.submissionId}`}>{name}</Link>
        ) : (
          name
        )}
        {read.changes.length > 0 && read.isAcknowledged && <Tag tone="ok">{t('reads.seen')}</Tag>}
      </h3>
      {read.changes.length > 0 && (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('reads.item')}</th>
                <th scope="col" className="num">
                  {t('reads.read')} <small>{noOf(read.readNo)}</small>
                </th>
                <th scope="col" className="num">
                  {t('reads.now')} <small>{noOf(read.standingNo)}</small>
                </th>
              </tr>
            </thead>
            <tbody>
              {read.changes.map((change) => (
                <tr key={change.cell}>
                  <th scope="row">{localize(change.label, locale)}</th>
                  <td className="num">
                    <del className="muted">{print(change, change.before)}</del>
                  </td>
                  <td className="num">
                    <ins className="changed-to">{print(change, change.after)}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
