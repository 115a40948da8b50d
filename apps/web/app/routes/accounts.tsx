import { isPermitted } from '@huibao/domain';
import { Banner, Button, Empty, PageHead, Tag } from '@huibao/ui';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountActions, type Asked } from '../accounts/account-actions.tsx';
import { CreateDialog, DisableDialog, RolesDialog, SecurityDialog } from '../accounts/account-dialogs.tsx';
import { IdentityDialog } from '../accounts/identity-dialog.tsx';
import { load } from '../api.server.ts';
import { client } from '../client.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { FirstPasswords, type FirstPassword } from '../first-passwords.tsx';
import { NearLimits } from '../near-limits.tsx';
import type { Account } from '../outputs.ts';
import { useRootData } from '../root.tsx';
import { titleOf } from '../title.ts';
import { useMutation } from '../use-mutation.ts';
import { fetchWords } from '../words.ts';

await fetchWords('accounts', 'deskErrors', 'units');

export const meta: MetaFunction = ({ matches }) => titleOf(matches, (t) => t('accounts:title'));

export const loader = ({ request }: LoaderFunctionArgs) =>
  load(request, async (client) => {
    const [accounts, units, { firstPasswordDays }, settings] = await Promise.all([
      client.account.list.query(),
      client.unit.list.query(),
      client.session.passwordRules.query(),
      client.account.settings.query(),
    ]);
    return { accounts, units, firstPasswordDays, settings };
  });

export default function Accounts() {
  const { accounts, units, firstPasswordDays, settings } = useLoaderData<typeof loader>();
  const { t } = useTranslation('accounts');
  const profile = useRootData()?.profile;
  const [search, setSearch] = useState('');
  const [asking, setAsking] = useState<{ readonly kind: Asked; readonly userId: string } | 'create' | null>(null);
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
  const onDone = (done: string, passwords: readonly FirstPassword[]): void => setMade({ done, passwords });
  const close = (): void => setAsking(null);
  // As it is now: a dialog stays open while roles come and go.
  const asked =
    asking !== null && asking !== 'create'
      ? { kind: asking.kind, account: accounts.find((one) => one.userId === asking.userId) }
      : null;
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
      {made &&
        (made.passwords.length > 0 ? (
          <FirstPasswords done={made.done} passwords={made.passwords} />
        ) : (
          <Banner tone="ok" role="status">
            {made.done}
          </Banner>
        ))}
      <NearLimits limits={settings.limits.filter(({ quota }) => quota === 'people')} />
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
                              onAsk={(kind) => setAsking({ kind, userId: one.userId })}
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
      </section>
      {asking === 'create' && (
        <CreateDialog
          place={place}
          loginSuffix={settings.loginSuffix}
          onClose={close}
          onDone={(done, password) => onDone(done, [password])}
        />
      )}
      {asked?.account && asked.kind === 'roles' && (
        <RolesDialog place={place} account={asked.account} accounts={accounts} onClose={close} />
      )}
      {asked?.account && asked.kind === 'security' && (
        <SecurityDialog account={asked.account} firstPasswordDays={firstPasswordDays} onClose={close} onDone={onDone} />
      )}
      {asked?.account && asked.kind === 'identity' && (
        <IdentityDialog account={asked.account} onClose={close} onDone={(done) => onDone(done, [])} />
      )}
      {asked?.account && asked.kind === 'disable' && (
        <DisableDialog account={asked.account} accounts={accounts} onClose={close} />
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
