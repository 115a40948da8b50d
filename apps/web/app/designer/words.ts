import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Words } from './actions.ts';

/** What pieces made anew are called until somebody says: alike in both languages, as what is written in one only is. */
export function useWords(): Words {
  const { t } = useTranslation('designer');
  return useMemo(() => {
    return (key, values = { no: 0 }) => {
      const text = t(`made.${key}`, values);
      return { zh: text, en: text };
    };
  }, [t]);
}
