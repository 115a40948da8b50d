import { isPermitted } from '@huibao/domain';
import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateDialog, GrantDialog, SureDialog } from '../accounts/account-dialogs.tsx';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { FirstPasswords, type FirstPassword } from '../first-passwords.tsx';
import type { Account } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('accounts:title'));

export const loader = ({ request }: LoaderFunctionArgs) =>
  load(request, async (client) => {
    const [accounts, units] = await Promise.all([client.account.list.query(), client.unit.list.query()]);
    return { accounts, units };
  });

export default function Accounts() {
  const { accounts, units } = useLoaderData<typeof loader>();
  const { t } = useTranslation('accounts');
  const profile = useRootData()?.profile;
  const [search, setSearch] = useState('');
  const [asking, setAsking] = useState<
    { readonly kind: 'reset' | 'disable' | 'grant'; readonly account: Account } | 'create' | null
  >(null);
  const [made, setMade] = useState<{ readonly done: string; readonly passwords: readonly FirstPassword[] } | null>(
    null,
  );
  const enable = useMutation((userId: string) => client.account.setDisabled.mutate({ userId, isDisabled: false }));
  if (!profile) return null;
  const role = profile.membership.role;
  const mayManage = isPermitted(role, 'account.manage');
  const place = { units, isCity: profile.tenant.kind !== 'bureau', actor: role };
  const shown = accounts.filter(
    (one) =>
      search === '' ||
      [one.name, one.username, ...one.memberships.map((membership) => membership.unitName)].some((text) =>
        text.includes(search),
      ),
  );
  const groups = units
    .map((unit) => ({ unit, accounts: shown.filter((one) => one.memberships[0]?.unitId === unit.id) }))
    .filter((group) => group.accounts.length > 0);
  const onPassword = (done: string, password: FirstPassword): void => setMade({ done, passwords: [password] });
  const close = (): void => setAsking(null);
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <input
              type="search"
              className="input compact"
              aria-label={t('search')}
              placeholder={t('search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            {mayManage && (
              <Button variant="primary" onClick={() => setAsking('create')}>
                {t('add')}
              </Button>
            )}
          </>
        }
      />
      {made && <FirstPasswords done={made.done} passwords={made.passwords} />}
      <FailureAlert failure={enable.failure} />
      <section className="card">
        {groups.length === 0 ? (
          <Empty>{t('empty')}</Empty>
        ) : (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('columns.name')}</th>
                  <th scope="col">{t('columns.username')}</th>
                  <th scope="col">{t('columns.roles')}</th>
                  <th scope="col">{t('columns.state')}</th>
                  {mayManage && (
                    <th scope="col">
                      <span className="visually-hidden">{t('columns.actions')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              {groups.map((group) => (
                <tbody key={group.unit.id}>
                  <tr className="group">
                    <th scope="colgroup" colSpan={mayManage ? 5 : 4}>
                      {group.unit.name}
                    </th>
                  </tr>
                  {group.accounts.map((one) => (
                    <tr key={one.userId}>
                      <th scope="row">{one.name}</th>
                      <td>{one.username}</td>
                      <td>
                        <Roles account={one} home={group.unit.id} />
                      </td>
                      <td>
                        {one.isDisabled ? (
                          <Tag tone="alert">{t('states.disabled')}</Tag>
                        ) : one.mustChange ? (
                          <Tag tone="warn">{t('states.mustChange')}</Tag>
                        ) : (
                          <Tag tone="ok">{t('states.active')}</Tag>
                        )}
                      </td>
                      {mayManage && (
                        <td className="nowrap actions-cell">
                          {one.userId !== profile.userId && (
                            <>
                              <Button
                                size="small"
                                variant="plain"
                                onClick={() => setAsking({ kind: 'grant', account: one })}
                              >
                                {t('grant')}
                              </Button>
                              <Button
                                size="small"
                                variant="plain"
                                onClick={() => setAsking({ kind: 'reset', account: one })}
                              >
                                {t('reset')}
                              </Button>
                              {one.isDisabled ? (
                                <Button
                                  size="small"
                                  variant="plain"
                                  disabled={enable.isBusy}
                                  onClick={() => void enable.run(one.userId)}
                                >
                                  {t('enable')}
                                </Button>
                              ) : (
                                <Button
                                  size="small"
                                  variant="plain"
                                  onClick={() => setAsking({ kind: 'disable', account: one })}
                                >
                                  {t('disable')}
                                </Button>
                              )}
                            </>
                          )}
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              ))}
            </table>
          </div>
        )}
      </section>
      {asking === 'create' && <CreateDialog place={place} onClose={close} onDone={onPassword} />}
      {asking !== null && asking !== 'create' && asking.kind === 'grant' && (
        <GrantDialog place={place} account={asking.account} onClose={close} />
      )}
      {asking !== null && asking !== 'create' && asking.kind !== 'grant' && (
        <SureDialog kind={asking.kind} account={asking.account} onClose={close} onReset={onPassword} />
      )}
    </>
  );
}

function Roles({ account, home }: { account: Account; home: number }) {
  const { t } = useTranslation();
  return account.memberships.map((one) => (
    <span key={one.id} className="role-name">
      {t(`roles.${one.role}`)}
      {one.unitId !== home && ` · ${one.unitName}`}
    </span>
  ));
}
