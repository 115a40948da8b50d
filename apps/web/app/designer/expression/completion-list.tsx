import { useTranslation } from 'react-i18next';
import type { Completion } from './completions.ts';

/** What may be written: its name, whose it is, and the code that is put in. */
export function CompletionList({
  id,
  found,
  active,
  onTake,
}: {
  readonly id: string;
  readonly found: readonly Completion[];
  readonly active: number;
  readonly onTake: (completion: Completion) => void;
}) {
  const { t } = useTranslation('expressions');
  return (
    // The field keeps the focus; what scrolls can be reached all the same.
    <ul
      className="expression-list"
      role="listbox"
      id={id}
      aria-label={t('list')}
      tabIndex={0}
      onMouseDown={(event) => event.preventDefault()}
    >
      {found.map((one, index) => (
        <li
          key={`${one.group} ${one.code}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          ref={(item) => {
            if (index === active) item?.scrollIntoView({ block: 'nearest' });
          }}
          onMouseDown={() => onTake(one)}
        >
          <span>
            {one.form !== null && <small>{one.form}</small>}
            {one.explained === null ? one.label : t(`codes.${one.explained}`)}
          </span>
          <code>{one.code}</code>
        </li>
      ))}
    </ul>
  );
}
