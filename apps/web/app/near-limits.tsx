import type { PersonalQuota } from '@huibao/domain';
import { Banner } from '@huibao/ui';
import { useTranslation } from 'react-i18next';
import type { NearLimit } from './outputs.ts';

/** Of what a person may do in a time. */
export interface NearPace {
  readonly quota: PersonalQuota;
  readonly used: number;
  readonly limit: number;
  /** The time of day from which it counts anew; nothing of what does so within a minute. */
  readonly at: string;
}

/** What nears its end, in figures, there where it is added to. */
export function NearLimits({ limits }: { limits: readonly (NearLimit | NearPace)[] }) {
  const { t } = useTranslation('tasks');
  if (limits.length === 0) return null;
  return (
    <Banner tone="warn" role="status">
      <div>
        {limits.map((limit) => (
          <p key={limit.quota}>
            {'at' in limit
              ? t(`todo.limits.${limit.quota}`, { ...limit })
              : t(`todo.limits.${limit.quota}`, toldLimit(limit))}
          </p>
        ))}
        <p>{t(`todo.limits.${wayOn(limits)}`)}</p>
      </div>
    </Banner>
  );
}

/** What comes back by itself needs nobody, unless it is too few. */
function wayOn(limits: readonly (NearLimit | NearPace)[]): 'slower' | 'full' | 'ask' {
  if (limits.every((limit) => 'at' in limit)) return 'slower';
  return limits.every(({ used, limit }) => used >= limit) ? 'full' : 'ask';
}

/** Evidence in GB. Rounded up: what is full isn't said to have room. */
export function toldLimit({ quota, used, limit }: NearLimit): { readonly used: number; readonly limit: number } {
  const size = quota === 'evidence_bytes' ? 1e9 : 1;
  return { used: Math.ceil((used / size) * 10) / 10, limit: limit / size };
}
