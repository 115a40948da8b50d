import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';
import type { Words } from './actions.ts';

/** What pieces made anew are called until somebody says, in both languages whichever the page is in. */
export function useWords(): Words {
  const { i18n } = useTranslation('designer');
  return useMemo(() => {
    const [zh, en] = [i18n.getFixedT('zh-CN', 'designer'), i18n.getFixedT('en', 'designer')];
    return (key, values = { no: 0 }) => ({ zh: zh(`made.${key}`, values), en: en(`made.${key}`, values) });
  }, [i18n]);
}
