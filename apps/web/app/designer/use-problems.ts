import { faultsOfPart, type DraftParts, type PartPath } from '@huibao/domain/designing';
import { pathOf } from '@huibao/domain/package';
import { readRefusal } from '@huibao/i18n';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** What is wrong at a place of a part, or within it. */
export function useProblems(parts: DraftParts, name: string): (path: PartPath) => string | undefined {
  const { i18n } = useTranslation('designer');
  // Worked out after what was typed has been drawn.
  const part = useDeferredValue(parts.get(name));
  const faults = useMemo(() => faultsOfPart(name, part), [name, part]);
  return (path) => {
    const at = pathOf(path);
    const found = faults.find(
      (fault) => fault.path === at || fault.path.startsWith(`${at}.`) || fault.path.startsWith(`${at}[`),
    );
    return found && readRefusal(found, i18n).text;
  };
}
