import { localize } from '@huibao/domain';
import { Button, Dialog, Empty } from '@huibao/ui';
import { Link } from '@remix-run/react';
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
        {additions.length === 0 ? (
          <Empty>{t('additions.empty')}</Empty>
        ) : (
          <AdditionsTable additions={additions} onOpen={setOpened} />
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
  onOpen,
}: {
  additions: readonly ListedAdditions[];
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
          const { programme, year, no, forms, indicators, sections, carriedFrom } = listed;
          const name = `${localize(listed.title, locale)} ${t('year', { year })}`;
          const isNone = no === 0 && indicators === 0;
          return (
            <tr key={`${programme} ${year}`}>
              <th scope="row">{name}</th>
              <td className="nowrap">{no === 0 ? '—' : t('additions.issue', { no })}</td>
              <td>{isNone ? t('additions.none') : t('additions.holds', { forms, indicators, sections })}</td>
              <td>
                <span className="row">
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
