import { isPermitted } from '@huibao/domain';
import { Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountActions, type Asked } from '../accounts/account-actions.tsx';
import { CreateDialog, DisableDialog, RolesDialog, SecurityDialog } from '../accounts/account-dialogs.tsx';
import { IdentityDialog } from '../accounts/identity-dialog.tsx';
import { useAccountNow } from '../accounts/use-account-now.ts';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { FirstPasswords, type FirstPassword, type Made } from '../first-passwords.tsx';
import { ListPages } from '../list-pages.tsx';
import { NearLimits } from '../near-limits.tsx';
import type { Account } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { SearchForm } from '../search-form.tsx';
import { titleOf } from '../title.ts';
import { useAllUnits } from '../units/use-all-units.ts';
import { useMutation } from '../use-mutation.ts';
import { fetchWords } from '../words.ts';

await fetchWords('accounts', 'deskErrors', 'units');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('accounts:title'));

export const loader = ({ request }: LoaderFunctionArgs) => {
  const params = new URL(request.url).searchParams;
  const search = (params.get('search') ?? '').trim().slice(0, 60);
  // Where the page before ended; what isn't a place begins anew.
  const [, unitId, username] = /^(\d{1,9})_(\S{1,100})$/.exec(params.get('after') ?? '') ?? [];
  const after = unitId && username ? { unitId: Number(unitId), username } : null;
  return load(request, async (client) => {
    const [listed, { firstPasswordDays }, settings] = await Promise.all([
      client.account.list.query({ search, after }),
      client.session.passwordRules.query(),
      client.account.settings.query(),
    ]);
    return { ...listed, search, firstPasswordDays, settings };
  });
};

export default function Accounts() {
  const { accounts, next, rolesOfOne, search, firstPasswordDays, settings } = useLoaderData<typeof loader>();
  const { t } = useTranslation('accounts');
  const profile = useRootData()?.profile;
  const [asking, setAsking] = useState<{ readonly kind: Asked; readonly account: Account } | 'create' | null>(null);
  const isChoosing = asking !== null && (asking === 'create' || asking.kind === 'roles');
  const close = useCallback(() => setAsking(null), []);
  const all = useAllUnits(isChoosing, close);
  const asked = asking === 'create' ? null : asking;
  const account = useAccountNow(asked?.account ?? null, accounts);
  const [made, setMade] = useState<Made | null>(null);
  const enable = useMutation((userId: string) => client.account.setDisabled.mutate({ userId, isDisabled: false }));
  if (!profile) return null;
  const role = profile.membership.role;
  const mayManage = isPermitted(role, 'account.manage');
  const place = all.units && { units: all.units, isCity: profile.tenant.kind !== 'bureau', actor: role };
  const groups = [...Map.groupBy(accounts, (one) => one.memberships[0]?.unitId ?? 0)].map(([id, people]) => ({
    unit: { id, name: people[0]?.memberships[0]?.unitName ?? '' },
    accounts: people,
  }));
  const onDone = (done: string, passwords: readonly FirstPassword[]): void => setMade({ done, passwords });
  return (
    <>
      <PageHead
        title={t('title')}
        note={t('note')}
        actions={
          <>
            <SearchForm label={t('search')} search={search} />
            {mayManage && (
              <Button variant="primary" onClick={() => setAsking('create')}>
                {t('add')}
              </Button>
            )}
          </>
        }
      />
      {made && <FirstPasswords made={made} />}
      <NearLimits limits={settings.limits.filter(({ quota }) => quota === 'people')} />
      <FailureAlert failure={enable.failure ?? all.failure} />
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
                        {one.hasSecondFactor && (
                          <>
                            {' '}
                            <Tag tone="info">{t('secondFactor')}</Tag>
                          </>
                        )}
                        {one.linkedSubject !== null && (
                          <>
                            {' '}
                            <Tag tone="info">{t('identity.linked')}</Tag>
                          </>
                        )}
                      </td>
                      {mayManage && (
                        <td className="nowrap actions-cell">
                          {one.userId !== profile.userId && (
                            <AccountActions
                              account={one}
                              actor={role}
                              hasSingleSignOn={settings.hasSingleSignOn}
                              isEnabling={enable.isBusy}
                              onAsk={(kind) => setAsking({ kind, account: one })}
                              onEnable={() => void enable.run(one.userId)}
                            />
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
        <ListPages next={next && `${next.unitId}_${next.username}`} />
      </section>
      {asking === 'create' && place && (
        <CreateDialog
          place={place}
          loginSuffix={settings.loginSuffix}
          onClose={close}
          onDone={(done, password) => onDone(done, [password])}
        />
      )}
      {account && asked?.kind === 'roles' && place && (
        <RolesDialog place={place} account={account} rolesOfOne={rolesOfOne} onClose={close} />
      )}
      {account && asked?.kind === 'security' && (
        <SecurityDialog account={account} firstPasswordDays={firstPasswordDays} onClose={close} onDone={onDone} />
      )}
      {account && asked?.kind === 'identity' && (
        <IdentityDialog account={account} onClose={close} onDone={(done) => onDone(done, [])} />
      )}
      {account && asked?.kind === 'disable' && (
        <DisableDialog account={account} rolesOfOne={rolesOfOne} onClose={close} />
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
