import { useTranslation } from 'react-i18next';

/** An action in words; one that has none yet stands as its code. */
export function ActionName({ action }: { action: string }) {
  const { t, i18n } = useTranslation('audit');
  // The action is only known at run time.
  const translate = t as unknown as (key: string) => string;
  return i18n.exists(`names.${action}`, { ns: 'audit' }) ? translate(`names.${action}`) : action;
}
