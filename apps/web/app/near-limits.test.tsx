import { createI18n } from '@huibao/i18n';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import type { NearLimit } from './outputs.ts';
import { NearLimits, type NearPace } from './near-limits.tsx';

function said(...limits: (NearLimit | NearPace)[]): string {
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

it('says of what comes back by itself when it does', () => {
  expect(
    said(
      { quota: 'exports', used: 97, limit: 120, at: '15:32' },
      { quota: 'requests', used: 4800, limit: 6000, at: '' },
    ),
  ).toBe(
    '一小时内已导出 97 次，限额 120 次，15:32 后重新计数。一分钟内操作已达 4800 次，限额 6000 次，每分钟重新计数。' +
      '如不够用，请联系管理员申请调整。',
  );
});
