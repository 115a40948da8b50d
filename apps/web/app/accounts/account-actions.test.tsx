import type { Role } from '@huibao/domain';
import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import type { Account } from '../outputs.ts';
import { AccountActions } from './account-actions.tsx';

function offered(actor: Role, held: readonly Role[], more: Partial<Account> = {}): string {
  const account: Account = {
    userId: 'somebody',
    name: '王工',
    username: 'wang',
    memberships: held.map((role, index) => ({
      id: String(index),
      role,
      unitId: 1,
      unitName: '山阳区教育局',
      unitKind: 'root',
    })),
    isDisabled: false,
    mustChange: false,
    hasSecondFactor: false,
    linkedSubject: null,
    ...more,
  };
  const page = (
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <AccountActions
        account={account}
        actor={actor}
        hasSingleSignOn={false}
        isEnabling={false}
        onAsk={() => undefined}
        onEnable={() => undefined}
      />
    </I18nextProvider>
  );
  return renderToStaticMarkup(page)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

it('offers an administrator nothing of an officer’s account that the server refuses', () => {
  expect(offered('bureau_admin', ['audit_officer'])).toBe('由安全管理员管理');
  expect(offered('bureau_admin', ['bureau_admin'], { isDisabled: true })).toBe('由安全管理员管理');
  // The other role may be taken.
  expect(offered('bureau_admin', ['audit_officer', 'bureau_checker'])).toBe('角色 由安全管理员管理');
  expect(offered('bureau_admin', ['reporter'])).toBe('角色 登录安全 停用');
  expect(offered('security_officer', ['audit_officer'])).toBe('角色 登录安全 停用');
  expect(offered('security_officer', ['bureau_admin'], { isDisabled: true })).toBe('角色 登录安全 启用');
});
