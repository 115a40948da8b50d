import { isNumeric, localize, matchesUnit, missingCell, printCell } from '@huibao/domain';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { glyphs } from '../sync/marks.ts';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { FileThumbnails } from './file-thumbnails.tsx';
import type { Position } from './navigation.ts';
import type { GridHandle } from './use-grid.ts';

interface Props {
  readonly form: FormHandle;
  readonly grid: GridHandle;
  readonly place: Place;
  readonly at: Position;
  readonly colSpan?: number;
  /** What the cell is called, read out with its value and state. */
  readonly name: string;
}

/** One cell: its value, its state by colour and shape, and, when it is the active one, the input that takes focus. */
export function GridCell({ form, grid, place, at, colSpan, name }: Props) {
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { element } = place;
  const content = form.evaluation.cells.get(place.id) ?? missingCell;
  const rejected = form.state.rejected.get(place.id);
  const text = rejected?.text ?? printCell(element, content, locale);
  const mark = place.isLocked ? null : form.marks.of(place.id);
  const isCommented = form.view.comments.some((comment) => comment.cell === place.id);
  const isActive = grid.isActive(at);
  const isWide = element.type === 'narrative' || element.type === 'attachment' || element.type === 'text';
  const classes = [
    'cell',
    mark,
    place.isLocked && 'locked',
    isCommented && 'commented',
    isActive && 'active',
    grid.isSelected(at) && 'selected',
    isWide && 'wide',
    isNumeric(element.type) && 'numeric',
    content.state === 'not_applicable' && 'not-applicable',
  ];
  const states = [
    mark && t(`marks.${mark}`),
    place.isLocked && t('marks.locked'),
    isCommented && t('marks.commented'),
  ].filter(Boolean);
  const label = [name, text || t('empty'), ...states].join(t('listSeparator'));
  return (
    <td
      className={classes.filter(Boolean).join(' ')}
      {...(colSpan ? { colSpan } : {})}
      data-cell={place.id}
      aria-readonly={place.isLocked || form.isReadOnly}
      aria-selected={grid.isSelected(at)}
      onMouseDown={(event) => grid.onMouseDown(at, event)}
      onMouseEnter={(event) => grid.onMouseEnter(at, event)}
      onDoubleClick={grid.onDoubleClick}
    >
      {mark && (
        <span className="glyph" aria-hidden>
          {glyphs[mark]}
        </span>
      )}
      {place.isLocked && (
        <span className="glyph" aria-hidden>
          =
        </span>
      )}
      {element.type === 'attachment' ? (
        <FileThumbnails content={content} files={form.view.files} />
      ) : (
        <span className="shown">{text}</span>
      )}
      {isActive && <CellInput form={form} grid={grid} place={place} label={label} />}
    </td>
  );
}

function CellInput({ form, grid, place, label }: { form: FormHandle; grid: GridHandle; place: Place; label: string }) {
  const { element } = place;
  const { edit } = grid;
  const options = useOptions(form, place);
  const listId = useId();
  const [index, setIndex] = useState(-1);
  const isOpen = edit !== null && edit.isListOpen && options.length > 0;
  const onListKey = (event: KeyboardEvent): void => {
    if (!isOpen || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setIndex((now) => (now < 0 ? (by > 0 ? 0 : options.length - 1) : (now + by + options.length) % options.length));
    } else if (event.key === 'Enter' && index >= 0) {
      event.preventDefault();
      grid.choose(options[index] ?? '');
      setIndex(-1);
    }
  };
  const shared = {
    ref: grid.inputRef,
    className: edit ? 'cell-input editing' : 'cell-input',
    value: edit?.text ?? '',
    'aria-label': label,
    readOnly: form.isReadOnly || place.isLocked || element.type === 'attachment',
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => grid.onText(event.target.value),
    onBlur: grid.onBlur,
    onFocus: grid.onFocus,
    onCopy: grid.onClipboard,
    onCut: grid.onClipboard,
    onPaste: grid.onClipboard,
    onKeyDown: (event: KeyboardEvent) => {
      onListKey(event);
      grid.onKeyDown(event);
    },
  };
  if (element.type === 'narrative') return <textarea {...shared} rows={edit ? 6 : 1} />;
  // A text takes lines too (Alt+Enter), which an input of one line would join.
  if (element.type === 'text')
    return <textarea {...shared} className={`${shared.className} short`} rows={1} enterKeyHint="next" />;
  return (
    <>
      <input
        {...shared}
        inputMode={element.type === 'integer' ? 'numeric' : 'text'}
        {...(options.length > 0
          ? { role: 'combobox', 'aria-expanded': isOpen, 'aria-controls': listId, 'aria-autocomplete': 'none' as const }
          : {})}
        {...(isOpen && index >= 0 ? { 'aria-activedescendant': `${listId}-${index}` } : {})}
      />
      {options.length > 0 && (
        <ul id={listId} role="listbox" aria-label={label} className="cell-list" hidden={!isOpen}>
          {options.map((option, i) => (
            <li
              key={option}
              id={`${listId}-${i}`}
              role="option"
              aria-selected={i === index}
              onMouseDown={(event) => {
                event.preventDefault();
                event.stopPropagation();
                grid.choose(option);
              }}
            >
              {option}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The texts that a list offers: yes and no, or a choice's labels. */
function useOptions(form: FormHandle, { element }: Place): readonly string[] {
  const locale = useLocale();
  if (element.type === 'boolean')
    return ['true', 'false'].map((value) => printCell(element, { state: 'value', value }, locale));
  return (element.options ?? [])
    .filter((option) => matchesUnit(option.appliesTo, form.view.unit))
    .map((option) => localize(option.label, locale));
}
