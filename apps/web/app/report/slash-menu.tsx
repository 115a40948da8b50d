import { localize, type Locale } from '@huibao/domain';
import type { Editor } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { ChoosableIndicator, FigureCatalogue } from './figure-catalogue.ts';
import { figureWords } from './figure-words.ts';

/** A `/` that is being typed, and what follows it. */
export interface Slash {
  readonly from: number;
  readonly to: number;
  readonly query: string;
  readonly left: number;
  readonly top: number;
}

export function findSlash(editor: Editor, container: HTMLElement): Slash | null {
  const { selection } = editor.state;
  const isQuoted = ['case', 'quotation'].includes(selection.$from.parent.type.name);
  if (!selection.empty || !editor.isFocused || isQuoted) return null;
  const { $from } = selection;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC');
  const match = /\/([^/\s，。；]{0,20})$/u.exec(before);
  // Between digits it is a fraction.
  if (!match || /\d$/.test(before.slice(0, match.index))) return null;
  const from = selection.from - match[0].length;
  const at = editor.view.coordsAtPos(from);
  const box = container.getBoundingClientRect();
  return {
    from,
    to: selection.from,
    query: match[1] ?? '',
    left: Math.max(0, Math.min(at.left - box.left, box.width - 330)),
    top: at.bottom - box.top + 4,
  };
}

export function matchingIndicators(
  indicators: readonly ChoosableIndicator[],
  query: string,
  locale: Locale,
): readonly ChoosableIndicator[] {
  const wanted = query.toLowerCase();
  const found = indicators.filter(
    (one) =>
      wanted === '' ||
      localize(one.label, locale).toLowerCase().includes(wanted) ||
      one.label.zh.includes(query) ||
      one.code.includes(wanted),
  );
  // What has a value first: an empty figure is rarely what one writes about.
  return [...found].sort((a, b) => Number(hasValue(b)) - Number(hasValue(a))).slice(0, 40);
}

function hasValue({ value }: ChoosableIndicator): boolean {
  return typeof value?.value === 'string';
}

export const slashMenuId = 'figure-menu';

export function SlashMenu({
  slash,
  catalogue,
  found,
  active,
  onChoose,
}: {
  slash: Slash;
  catalogue: FigureCatalogue;
  found: readonly ChoosableIndicator[];
  active: number;
  /** Conditional: as a sentence that is printed while it has a value. */
  onChoose: (indicator: ChoosableIndicator, isConditional: boolean) => void;
}) {
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const groupOf = (one: ChoosableIndicator): string => {
    const group = catalogue.groups.find((candidate) => candidate.code === one.group);
    return group ? localize(group.label, locale) : '';
  };
  return (
    <div className="slash-menu" style={{ left: slash.left, top: slash.top }}>
      <ul role="listbox" id={slashMenuId} aria-label={t('slash.label')}>
        {found.map((one, index) => (
          <li
            key={one.code}
            id={`${slashMenuId}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={(item) => {
              if (index === active) item?.scrollIntoView({ block: 'nearest' });
            }}
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(one, event.shiftKey);
            }}
          >
            <span>
              {localize(one.label, locale)}
              <small>{groupOf(one)}</small>
            </span>
            <b>
              {one.value === undefined
                ? localize(one.unit, locale)
                : figureWords({ format: one.format, unit: null }, one)}
            </b>
          </li>
        ))}
      </ul>
      <p className="small muted">{found.length === 0 ? t('slash.none') : t('slash.hint')}</p>
    </div>
  );
}
