import { localize } from '@huibao/domain';
import { readRefusal } from '@huibao/i18n';
import { Button, Dialog, Tag } from '@huibao/ui';
import { useNavigate } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, failureOf, type Failure } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { CarriedAdditions, ListedAdditions } from '../../outputs.ts';
import { useMutation } from '../../use-mutation.ts';
import { OfferedAdditions } from './offered-additions.tsx';

/** An earlier year's additions taken over: what of them stands, what no longer resolves; then as it was shown. */
export function CarryDialog({
  listed,
  onClose,
  onDone,
}: {
  listed: ListedAdditions;
  onClose: () => void;
  onDone: (told: string) => void;
}) {
  const { t } = useTranslation(['programmes', 'common']);
  const locale = useLocale();
  const { programme, year } = listed;
  const [carried, setCarried] = useState<CarriedAdditions | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const { run, isBusy, failure } = useMutation((hash: string) =>
    client.additions.carry.mutate({ programme, year, hash }),
  );
  useEffect(() => {
    client.additions.previewCarried.query({ programme, year }).then(setCarried, (error: unknown) => {
      setUnread(failureOf(error));
    });
  }, [programme, year]);
  const navigate = useNavigate();
  const drafting = useMutation(() => client.draft.begin.mutate({ from: 'earlier_additions', programme, year }));
  const draft = async (): Promise<void> => {
    const begun = await drafting.run();
    if (begun) void navigate(`/programmes/drafts/${begun.draftId}`);
  };
  const carry = async (hash: string): Promise<void> => {
    if ((await run(hash)) === undefined) return;
    onDone(t('programmes:additions.done', { title: localize(listed.title, locale), year }));
    onClose();
  };
  return (
    <Dialog
      title={t('programmes:additions.carry', { year: listed.carriedFrom ?? '' })}
      isOpen
      onClose={onClose}
      size="wide"
    >
      <FailureAlert failure={failure ?? unread ?? drafting.failure} />
      {carried && carried.left.length > 0 && <LeftTable left={carried.left} />}
      {carried && <OfferedAdditions offered={carried.offered} />}
      <div className="form-actions">
        <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        {carried && carried.left.length > 0 && (
          <Button disabled={drafting.isBusy} onClick={() => void draft()}>
            {t('programmes:additions.carryToDraft')}
          </Button>
        )}
        {carried && (
          <Button variant="primary" disabled={isBusy} onClick={() => void carry(carried.offered.hash)}>
            {t('programmes:additions.carryOver')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function LeftTable({ left }: { left: CarriedAdditions['left'] }) {
  const { t, i18n } = useTranslation('programmes');
  const locale = useLocale();
  return (
    <section aria-label={t('additions.left.title', { count: left.length })}>
      <p>{t('additions.left.title', { count: left.length })}</p>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('changes.part')}</th>
              <th scope="col">{t('changes.name')}</th>
              <th scope="col">{t('refusals.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {left.map(({ part, code, label, refusal, wording }) => (
              <tr key={`${part} ${code}`}>
                <td className="nowrap">
                  <Tag tone="warn">{t(`additions.left.${part}`)}</Tag>
                </td>
                <td className={wording ? 'nowrap' : ''}>
                  {localize(label, locale)} {!wording && <span className="muted small">{code}</span>}
                </td>
                <td>
                  {readRefusal(refusal, i18n).text}
                  {wording && (
                    <dl className="carried-words">
                      <div>
                        <dt>{t('additions.left.own')}</dt>
                        <dd lang="zh-CN">{wording.own}</dd>
                      </div>
                      {wording.now !== null && (
                        <div>
                          <dt>{t('additions.left.now')}</dt>
                          <dd lang="zh-CN">{wording.now}</dd>
                        </div>
                      )}
                    </dl>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
