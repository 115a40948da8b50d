import { localize } from '@huibao/domain';
import { namesOfCodes, type DraftParts } from '@huibao/domain/designing';
import type { PackageRefusal } from '@huibao/domain/package';
import { useMemo } from 'react';
import { useLocale } from '../../dates.ts';

/** What is wrong with codes themselves is told by them; all else by what they stand for. */
const aboutCodes = /code_|codes_|_code/;

/** Parameters of refusals that hold a code. */
const holdCodes: ReadonlySet<string> = new Set(['code', 'source', 'element', 'detail', 'other']);

/** A refusal of a draft, whose people chose by name: codes in it are what has them, retired or not. */
export function useNamedRefusals(parts: DraftParts): (refusal: PackageRefusal) => PackageRefusal {
  const locale = useLocale();
  const names = useMemo(() => namesOfCodes(parts), [parts]);
  return (refusal) => {
    if (aboutCodes.test(refusal.code)) return refusal;
    const params = Object.entries(refusal.params).map(([key, value]) => {
      const name = holdCodes.has(key) ? names.get(String(value)) : undefined;
      return [key, name ? localize(name, locale) || value : value] as const;
    });
    return { ...refusal, params: Object.fromEntries(params) };
  };
}
