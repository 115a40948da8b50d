import { mayGiveRole, mayManageAccount, type Role } from '@huibao/domain';
import { Button } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { Account } from '../outputs.ts';

export type Asked = 'roles' | 'security' | 'identity' | 'disable';

/** What the server would take of this person: an administrator's account is the security officer's business. */
export function AccountActions({
  account,
  actor,
  hasSingleSignOn,
  isEnabling,
  onAsk,
  onEnable,
}: {
  account: Account;
  actor: Role;
  hasSingleSignOn: boolean;
  isEnabling: boolean;
  onAsk: (kind: Asked) => void;
  onEnable: () => void;
}) {
  const { t } = useTranslation('accounts');
  const held = account.memberships.map((one) => one.role);
  const isManageable = mayManageAccount(actor, held);
  const asked: readonly Asked[] = [
    ...(held.some((role) => mayGiveRole(actor, role)) ? (['roles'] as const) : []),
    ...(isManageable ? (['security', ...(hasSingleSignOn ? (['identity'] as const) : [])] as const) : []),
    ...(isManageable && !account.isDisabled ? (['disable'] as const) : []),
  ];
  return (
    <>
      {asked.map((kind) => (
        <Button key={kind} size="small" variant="plain" onClick={() => onAsk(kind)}>
          {t(kind === 'identity' ? 'identity.action' : kind)}
        </Button>
      ))}
      {isManageable && account.isDisabled && (
        <Button size="small" variant="plain" disabled={isEnabling} onClick={onEnable}>
          {t('enable')}
        </Button>
      )}
      {!isManageable && <span className="small muted">{t('officers')}</span>}
    </>
  );
}
