import type { Locale } from '@huibao/domain';
import { loadLanguage } from '@huibao/i18n';
import { useRevalidator } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useRootData } from '../root.tsx';

/** Changes the language at once: kept with the account, or in a cookie for who has none. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const root = useRootData();
  const { revalidate } = useRevalidator();
  const choose = async (locale: Locale): Promise<void> => {
    document.cookie = `huibao_locale=${locale}; path=/; max-age=31536000; samesite=lax`;
    const isThere = loadLanguage(locale);
    if (root?.profile) await client.session.setLocale.mutate({ locale });
    await isThere;
    revalidate();
  };
  return (
    <select
      className="select compact"
      aria-label={t('language.label')}
      value={root?.locale ?? 'zh-CN'}
      onChange={(event) => void choose(event.target.value === 'en' ? 'en' : 'zh-CN')}
    >
      <option value="zh-CN">{t('language.zh-CN')}</option>
      <option value="en">{t('language.en')}</option>
    </select>
  );
}
