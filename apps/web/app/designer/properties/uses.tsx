import { localize } from '@huibao/domain';
import { usesOfCode, type CodeName, type DraftParts } from '@huibao/domain/designing';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { idOf, type Chosen } from '../outline/nodes.ts';

/** What names a code: it is followed when that is called otherwise, and refused when it goes. */
export function Uses({
  parts,
  of,
  onChoose,
}: {
  readonly parts: DraftParts;
  readonly of: CodeName;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { t } = useTranslation('designer');
  const locale = useLocale();
  // Looked up after what was typed has been drawn.
  const settled = useDeferredValue(parts);
  const { kind, owner, code } = of;
  const uses = useMemo(() => usesOfCode(settled, { kind, owner, code }), [settled, kind, owner, code]);
  return (
    <section className="designer-uses" aria-label={t('uses.title')}>
      <h3>{t('uses.title')}</h3>
      {uses.length === 0 && <p className="muted small">{t('uses.none')}</p>}
      <ul>
        {uses.map((use) => (
          <li key={`${use.kind} ${idOf(use)}`}>
            <span className="muted small">{t(`uses.${use.kind}`)}</span>{' '}
            <button type="button" className="link" onClick={() => onChoose({ part: use.part, path: use.path })}>
              {localize(use.label, locale) || t('named.unnamed')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
