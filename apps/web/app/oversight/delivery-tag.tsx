import { Tag } from '@huibao/ui';
import { useTranslation } from 'react-i18next';

const tones = {
  none: undefined,
  overdue: 'alert',
  pending: 'info',
  accepted: 'ok',
  returned: 'alert',
  annulled: 'alert',
} as const;

export function DeliveryTag({ state }: { state: keyof typeof tones }) {
  const { t } = useTranslation('districts');
  return <Tag tone={tones[state]}>{t(`states.${state}`)}</Tag>;
}
