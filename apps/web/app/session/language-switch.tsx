import type { Locale } from '@huibao/domain';
import { loadLanguage } from '@huibao/i18n';
import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useRootData } from '../root.tsx';

/** Changes the language at once: kept with the account, or in a cookie for who has none. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const root = useRootData();
  const { revalidate } = useRevalidator();
  const [isFailed, setFailed] = useState(false);
  const choose = async (locale: Locale): Promise<void> => {
    document.cookie = `huibao_locale=${locale}; path=/; max-age=31536000; samesite=lax`;
    // Where it can't be fetched the page says so, and fetches it again.
    const isThere = loadLanguage(locale).catch(() => undefined);
    try {
      if (root?.profile) await client.session.setLocale.mutate({ locale });
      setFailed(false);
    } catch {
      // With the server away nothing is read anew: the page stays, with what was typed.
      setFailed(true);
      return;
    }
    await isThere;
    revalidate();
  };
  return (
    <>
      {isFailed && (
        <span role="alert" className="small alert-text">
          {t('language.failed')}
        </span>
      )}
      <select
        className="select compact"
        aria-label={t('language.label')}
        value={root?.locale ?? 'zh-CN'}
        onChange={(event) => void choose(event.target.value === 'en' ? 'en' : 'zh-CN')}
      >
        <option value="zh-CN">{t('language.zh-CN')}</option>
        <option value="en">{t('language.en')}</option>
      </select>
    </>
  );
}
