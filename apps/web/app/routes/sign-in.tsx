import { useTranslation } from 'react-i18next';

export default function SignIn() {
  const { t } = useTranslation();
  return <main><h1>{t('product')}</h1></main>;
}
