import { localize } from '@huibao/domain';
import { Button, Dialog, Empty } from '@huibao/ui';
import { Link, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client.ts';
import { useLocale } from '../../dates.ts';
import { FailureAlert } from '../../failure-alert.tsx';
import type { ListedAdditions } from '../../outputs.ts';
import { useMutation } from '../../use-mutation.ts';
import { CarryDialog } from './carry-dialog.tsx';
import { ImportAdditions } from './import-additions.tsx';

type Opened = { readonly what: 'import' } | { readonly what: 'carry' | 'withdraw'; readonly listed: ListedAdditions };

/** 本级补充: what this level has added to programmes from above, year by year. */
export function AdditionsCard({
  additions,
  onDone,
}: {
  additions: readonly ListedAdditions[];
  onDone: (told: string) => void;
}) {
  const { t } = useTranslation('programmes');
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  const navigate = useNavigate();
  const drafting = useMutation(({ programme, year }: ListedAdditions) =>
    client.draft.begin.mutate({ from: 'additions', programme, year }),
  );
  const draft = async (listed: ListedAdditions): Promise<void> => {
    const begun = await drafting.run(listed);
    if (begun) void navigate(`/programmes/drafts/${begun.draftId}`);
  };
  return (
    <section className="card" aria-labelledby="additions">
      <div className="card-title">
        <div className="row">
          <h2 id="additions">{t('additions.title')}</h2>
          <span className="spacer" />
          <Button onClick={() => setOpened({ what: 'import' })}>{t('additions.import')}</Button>
        </div>
        <p className="muted">{t('additions.note')}</p>
      </div>
      <div className="table-scroll" role="group" aria-labelledby="additions" tabIndex={0}>
        <FailureAlert failure={drafting.failure} />
        {additions.length === 0 ? (
          <Empty>{t('additions.empty')}</Empty>
        ) : (
          <AdditionsTable additions={additions} isBusy={drafting.isBusy} onOpen={setOpened} onDraft={draft} />
        )}
      </div>
      {opened?.what === 'import' && <ImportAdditions onClose={close} onDone={onDone} />}
      {opened?.what === 'carry' && <CarryDialog listed={opened.listed} onClose={close} onDone={onDone} />}
      {opened?.what === 'withdraw' && <WithdrawDialog listed={opened.listed} onClose={close} onDone={onDone} />}
    </section>
  );
}

function AdditionsTable({
  additions,
  isBusy,
  onOpen,
  onDraft,
}: {
  additions: readonly ListedAdditions[];
  isBusy: boolean;
  onDraft: (listed: ListedAdditions) => Promise<void>;
  onOpen: (opened: Opened) => void;
}) {
  const { t } = useTranslation('programmes');
  const locale = useLocale();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('columns.name')}</th>
          <th scope="col">{t('additions.columns.issue')}</th>
          <th scope="col">{t('additions.columns.holds')}</th>
          <th scope="col">{t('additions.columns.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {additions.map((listed) => {
          const { programme, year, no, indicators, movedWordings, carriedFrom } = listed;
          const held = (['forms', 'indicators', 'sections', 'wordings'] as const).flatMap((what) =>
            listed[what] > 0 ? [t(`additions.holds.${what}`, { count: listed[what] })] : [],
          );
          const name = `${localize(listed.title, locale)} ${t('year', { year })}`;
          const isNone = no === 0 && indicators === 0;
          return (
            <tr key={`${programme} ${year}`}>
              <th scope="row">{name}</th>
              <td className="nowrap">{no === 0 ? '—' : t('additions.issue', { no })}</td>
              <td>
                {isNone ? t('additions.none') : held.join(t('additions.holds.separator')) || t('additions.holds.other')}
                {movedWordings > 0 && (
                  <div className="warn-text small">{t('additions.moved', { count: movedWordings })}</div>
                )}
              </td>
              <td>
                <span className="row">
                  <Button
                    disabled={isBusy}
                    aria-label={t('additions.draftName', { name })}
                    onClick={() => void onDraft(listed)}
                  >
                    {t('additions.draft')}
                  </Button>
                  <a
                    className="button"
                    href={`/files/additions/${programme}/${year}.zip`}
                    aria-label={t(isNone ? 'additions.beginName' : 'additions.downloadName', { name })}
                  >
                    {t(isNone ? 'additions.begin' : 'additions.download')}
                  </a>
                  {no > 0 && <Link to={`/programmes/${programme}/${year}`}>{t('issues.link', { year })}</Link>}
                  {carriedFrom !== null && (
                    <Button onClick={() => onOpen({ what: 'carry', listed })}>
                      {t('additions.carry', { year: carriedFrom })}
                    </Button>
                  )}
                  {listed.isBegun && <span className="muted small">{t('additions.begun')}</span>}
                  {no > 0 && !listed.isBegun && (
                    <Button
                      aria-label={t('additions.withdrawName', { name })}
                      onClick={() => onOpen({ what: 'withdraw', listed })}
                    >
                      {t('additions.withdraw')}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function WithdrawDialog({
  listed: { programme, year, no, title },
  onClose,
  onDone,
}: {
  listed: ListedAdditions;
  onClose: () => void;
  onDone: (told: string) => void;
}) {
  const { t } = useTranslation(['programmes', 'common']);
  const locale = useLocale();
  const { run, isBusy, failure } = useMutation(() => client.additions.withdraw.mutate({ programme, year, no }));
  const withdraw = async (): Promise<void> => {
    if ((await run()) === undefined) return;
    onDone(t('programmes:additions.withdrawn', { title: localize(title, locale), year, no }));
    onClose();
  };
  return (
    <Dialog title={t('programmes:additions.withdraw')} isOpen onClose={onClose}>
      <p>{t('programmes:additions.withdrawText', { no })}</p>
      <FailureAlert failure={failure} />
      <div className="form-actions">
        <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        <Button variant="primary" disabled={isBusy} onClick={() => void withdraw()}>
          {t('programmes:additions.withdraw')}
        </Button>
      </div>
    </Dialog>
  );
}
