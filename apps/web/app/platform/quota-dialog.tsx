import { Button, Dialog, TextField } from '@huibao/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../client.ts';
import { useLocale } from '../dates.ts';
import { FailureAlert } from '../failure-alert.tsx';
import type { PlatformTenants } from '../outputs.ts';
import { useMutation } from '../use-mutation.ts';
import { formatBytes } from './format-bytes.ts';

export type WatchedTenant = PlatformTenants['tenants'][number];
type Limit = WatchedTenant['limits'][number];

/** Evidence is told and typed in GB, the rest as it is counted. */
const sizeOf = (quota: Limit['quota']): number => (quota === 'evidence_bytes' ? 1e9 : 1);

const typedOf = ({ quota, own }: Limit): string => (own === null ? '' : String(own / sizeOf(quota)));

/** What one tenant may have; a field that is left empty is as usual of its kind. */
export function QuotaDialog({
  tenant,
  onClose,
  onSet,
}: {
  tenant: WatchedTenant;
  onClose: () => void;
  onSet: () => Promise<void>;
}) {
  const { t } = useTranslation(['platform', 'common']);
  const locale = useLocale();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(tenant.limits.map((limit) => [limit.quota, typedOf(limit)])),
  );
  const set = useMutation((amounts: Partial<Record<Limit['quota'], number | null>>) =>
    client.platform.setQuotas.mutate({ tenantId: tenant.id, amounts }),
  );
  const numbers = new Intl.NumberFormat(locale);
  const run = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const changed = tenant.limits.filter((limit) => typed[limit.quota] !== typedOf(limit));
    const amounts = Object.fromEntries(
      changed.map(({ quota }) => {
        const text = typed[quota] ?? '';
        return [quota, text === '' ? null : Math.round(Number(text) * sizeOf(quota))];
      }),
    );
    if (changed.length > 0 && (await set.run(amounts)) === undefined) return;
    await onSet();
    onClose();
  };
  return (
    <Dialog title={t('platform:quotas.title', { name: tenant.name })} isOpen onClose={onClose}>
      <form className="form" onSubmit={(event) => void run(event)}>
        <p className="small muted">{t('platform:quotas.note')}</p>
        {tenant.limits.map(({ quota, used, usual }) => {
          const shown = quota === 'evidence_bytes' ? formatBytes(usual) : numbers.format(usual);
          const there = quota === 'evidence_bytes' ? formatBytes(used ?? 0) : numbers.format(used ?? 0);
          return (
            <TextField
              key={quota}
              label={t(`platform:quotas.kinds.${quota}`)}
              hint={
                used === null
                  ? t('platform:quotas.usual', { usual: shown })
                  : t('platform:quotas.used', { used: there, usual: shown })
              }
              name={quota}
              type="number"
              min={1}
              step={1}
              value={typed[quota] ?? ''}
              onChange={(event) => setTyped({ ...typed, [quota]: event.target.value })}
            />
          );
        })}
        <FailureAlert failure={set.failure} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={set.isBusy}>
            {t('common:actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
