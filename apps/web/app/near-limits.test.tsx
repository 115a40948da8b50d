import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import type { NearLimit } from './outputs.ts';
import { NearLimits } from './near-limits.tsx';

function said(...limits: NearLimit[]): string {
  const page = (
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <NearLimits limits={limits} />
    </I18nextProvider>
  );
  return renderToStaticMarkup(page).replaceAll(/<[^>]+>/g, '');
}

it('says in figures what nears its end, and that nothing can be added beyond', () => {
  expect(
    said({ quota: 'people', used: 75, limit: 76 }, { quota: 'evidence_bytes', used: 18_640_000_000, limit: 2e10 }),
  ).toBe('账户已有 75 个，限额 76 个。附件已用 18.7 GB，限额 20 GB。达到限额后不能再增加，请及早向平台运维申请调整。');
  expect(said({ quota: 'units', used: 35, limit: 35 })).toBe(
    '学校、科室已有 35 个，限额 35 个。已达限额，不能再增加，请向平台运维申请调整。',
  );
  expect(said()).toBe('');
});
