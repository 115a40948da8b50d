import { isPermitted, localize } from '@huibao/domain';
import { Banner, Button, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load } from '../api.server.ts';
import { editionQuery } from '../programme/use-programme.ts';
import { client } from '../client.ts';
import { formatInstant, useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { DeliveryView } from '../outputs.ts';
import { DeliveryTag } from '../oversight/delivery-tag.tsx';
import { OfficialText } from '../oversight/official-text.tsx';
import { PublicHidden } from '../public-hidden.tsx';
import { AnswerCard } from '../report/signing/answer-card.tsx';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useRootData } from '../root.tsx';
import { shownValue } from '../rollup/indicator-values.ts';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { fetchWords } from '../words.ts';

await fetchWords('compare', 'deskErrors', 'districts', 'published', 'reports', 'rollup');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('districts:title'));

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  load(request, (client) => client.oversight.delivery.query({ deliveryId: params.id ?? '' }));

export default function Delivery() {
  const delivery = useLoaderData<typeof loader>();
  const { t } = useTranslation(['districts', 'rollup']);
  const role = useRootData()?.profile?.membership.role;
  const [isReturning, setReturning] = useState(false);
  const accept = useMutation(() => client.oversight.decide.mutate({ deliveryId: delivery.id, action: 'accept' }));
  const back = useMutation((reason: string) =>
    client.oversight.decide.mutate({ deliveryId: delivery.id, action: 'return', reason }),
  );
  const mayDecide =
    role !== undefined &&
    isPermitted(role, 'oversight.decide') &&
    delivery.state === 'pending' &&
    delivery.annulment === null;
  const by = delivery.decidedBy ?? '';
  const at = delivery.decidedAt ? formatInstant(delivery.decidedAt, 'instant') : '';
  return (
    <>
      <ol className="breadcrumb">
        <li>
          <Link to={`/districts?${editionQuery(delivery.programme, { year: delivery.year })}`}>
            {t('districts:title')}
          </Link>
        </li>
        <li aria-current="page">{delivery.unitName}</li>
      </ol>
      <PageHead
        title={`${delivery.unitName} · ${t('rollup:yearOption', { year: delivery.year })}`}
        note={
          <span className="row">
            <DeliveryTag state={delivery.state} />
            {delivery.annulment && <DeliveryTag state="annulled" />}
            <span>{delivery.number}</span>
            {delivery.version > 1 && <Tag>{t('districts:version', { no: delivery.version })}</Tag>}
            <span>{t('districts:delivery.sentAt', { at: formatInstant(delivery.sentAt, 'instant') })}</span>
            <span className="hash">{t('districts:delivery.hash', { hash: delivery.hash.slice(0, 12) })}</span>
          </span>
        }
        actions={
          <>
            {delivery.document !== null && (
              <>
                <a
                  className="button"
                  href={`/files/delivery/${delivery.id}.pdf?inline`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t('districts:delivery.pdf')}
                </a>
                <a className="button" href={`/files/delivery/${delivery.id}.docx`}>
                  {t('districts:delivery.word')}
                </a>
                {delivery.document.blocks.some(({ kind }) => kind === 'table') && (
                  <a className="button" href={`/files/delivery/${delivery.id}.xlsx`}>
                    {t('districts:delivery.tables')}
                  </a>
                )}
              </>
            )}
            {mayDecide && <Button onClick={() => setReturning(true)}>{t('districts:delivery.return')}</Button>}
            {mayDecide && (
              <Button
                variant="primary"
                disabled={accept.isBusy}
                title={t('districts:delivery.acceptText')}
                onClick={() => void accept.run()}
              >
                {t('districts:delivery.accept')}
              </Button>
            )}
          </>
        }
      />
      <FailureAlert failure={accept.failure} />
      <AnnulledBanner delivery={delivery} />
      {delivery.state === 'returned' && (
        <Banner tone="alert">
          {delivery.reason === null
            ? t('districts:delivery.returnedErased', { by, at })
            : t('districts:delivery.returned', { by, at, reason: delivery.reason })}
        </Banner>
      )}
      {delivery.state === 'accepted' && <Banner tone="ok">{t('districts:delivery.accepted', { by, at })}</Banner>}
      <AnswerCard answers={delivery.answers} />
      <AdditionList additions={delivery.additions} />
      <div className="delivery-layout">
        {delivery.document !== null && (
          <section className="card" aria-label={t('districts:delivery.document')}>
            <OfficialText document={delivery.document} />
          </section>
        )}
        <section className="card table-scroll" aria-labelledby="figures">
          <h2 id="figures" className="card-title">
            {t('districts:delivery.figures')}
          </h2>
          <Figures delivery={delivery} />
        </section>
      </div>
      <ReasonDialog
        title={t('districts:delivery.return')}
        label={t('districts:delivery.returnReason')}
        action={t('districts:delivery.return')}
        isOpen={isReturning}
        isBusy={back.isBusy}
        failure={back.failure}
        onClose={() => setReturning(false)}
        onConfirm={async (reason) => (await back.run(reason)) !== undefined}
      >
        <p>{t('districts:delivery.returnText')}</p>
      </ReasonDialog>
    </>
  );
}

/** What its bureau has added of its own, by name: nothing of it is compared. */
function AdditionList({ additions }: Pick<DeliveryView, 'additions'>) {
  const { t } = useTranslation('districts');
  const locale = useLocale();
  if (additions.length === 0) return null;
  const parts = Map.groupBy(additions, ({ part }) => part);
  return (
    <section className="card" aria-labelledby="additions">
      <div className="card-title">
        <h2 id="additions">{t('delivery.additions')}</h2>
        <p className="muted">{t('delivery.additionsNote')}</p>
        <ul>
          {[...parts].map(([part, own]) => (
            <li key={part}>
              {t(`delivery.additionParts.${part}`, {
                names: own.map(({ label }) => localize(label, locale)).join(t('delivery.additionJoin')),
              })}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Its bureau took it back: what is left, and what becomes of what was received. */
function AnnulledBanner({ delivery: { annulment, annulledOn, state } }: { delivery: DeliveryView }) {
  const { t } = useTranslation(['districts', 'published']);
  if (annulment === null) return null;
  const ground = t(`published:annulled.grounds.${annulment.ground}`);
  return (
    <Banner tone="alert">
      <p>{t('districts:delivery.annulled', { date: annulledOn ?? '', ground, reason: annulment.reason })}</p>
      <p>{t(state === 'accepted' ? 'districts:delivery.annulledAccepted' : 'districts:delivery.annulledOpen')}</p>
    </Banner>
  );
}

function Figures({ delivery }: { delivery: DeliveryView }) {
  const { t } = useTranslation('districts');
  const locale = useLocale();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('delivery.indicator')}</th>
          <th scope="col" className="num">
            {t('delivery.value')}
          </th>
          <th scope="col">{t('delivery.unit')}</th>
          <th scope="col" className="num">
            {t('delivery.answered')}
          </th>
        </tr>
      </thead>
      <tbody>
        {delivery.groups.map((group) => {
          const indicators = delivery.indicators.filter((one) => one.group === group.code);
          return (
            indicators.length > 0 && (
              <Fragment key={group.code}>
                <tr className="group">
                  <th scope="colgroup" colSpan={4}>
                    {localize(group.label, locale)}
                  </th>
                </tr>
                {indicators.map((one) => {
                  const isIncomplete = one.value !== null && one.value.answered < one.value.expected;
                  return (
                    <tr key={one.code}>
                      <th scope="row">{localize(one.label, locale)}</th>
                      <td className="num">
                        {shownValue(one.value, one.decimals, locale)}
                        {one.isHidden && <PublicHidden />}
                      </td>
                      <td className="muted">{localize(one.unit, locale)}</td>
                      <td className={isIncomplete ? 'num alert-text' : 'num'}>
                        {one.isPartial && <Tag tone="warn">{t('delivery.partial')}</Tag>}{' '}
                        {one.value ? `${one.value.answered}/${one.value.expected}` : '—'}
                        {one.value?.leaves && (
                          <span className="muted small nowrap"> {t('delivery.leaves', one.value.leaves)}</span>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </Fragment>
            )
          );
        })}
      </tbody>
    </table>
  );
}
