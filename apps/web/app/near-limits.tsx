import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { NearLimit } from './outputs.ts';

/** What nears its end, in figures, there where it is added to. */
export function NearLimits({ limits }: { limits: readonly NearLimit[] }) {
  const { t } = useTranslation('tasks');
  if (limits.length === 0) return null;
  return (
    <Banner tone="warn" role="status">
      <div>
        {limits.map((limit) => (
          <p key={limit.quota}>{t(`todo.limits.${limit.quota}`, toldLimit(limit))}</p>
        ))}
        <p>{t(limits.every(({ used, limit }) => used >= limit) ? 'todo.limits.full' : 'todo.limits.ask')}</p>
      </div>
    </Banner>
  );
}

/** Evidence in GB. Rounded up: what is full isn't said to have room. */
export function toldLimit({ quota, used, limit }: NearLimit): { readonly used: number; readonly limit: number } {
  const size = quota === 'evidence_bytes' ? 1e9 : 1;
  return { used: Math.ceil((used / size) * 10) / 10, limit: limit / size };
}
