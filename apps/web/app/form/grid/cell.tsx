import {
  isNumeric,
  isSameContent,
  localize,
  matchesUnit,
  missingCell,
  printCell,
  type CellContent,
  type UnitTraits,
} from '@huibao/domain';
import type { TFunction } from 'i18next';
import { memo, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../dates.ts';
import { glyphs, type Mark } from '../sync/marks.ts';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { FileThumbnails } from './file-thumbnails.tsx';
import type { Position } from './navigation.ts';
import type { GridEdit } from './state.ts';
import type { GridHandle, GridHandlers } from './use-grid.ts';

interface Props {
  readonly form: FormHandle;
  readonly grid: GridHandle;
  readonly place: Place;
  readonly at: Position;
  readonly colSpan?: number;
  /** What the cell is called, read out with its value and state; in a register its row comes before it. */
  readonly name: string;
  readonly rowNumber?: number;
}

/** One cell of a grid, drawn anew only when something of its own has changed: a thousand rows answer each key. */
export function GridCell({ form, grid, place, at, ...rest }: Props) {
  return <DrawnCell {...rest} {...drawnOf({ form, grid, place, at })} />;
}

/** What a cell is drawn of, as it is now. */
export function drawnOf({ form, grid, place, at }: Pick<Props, 'form' | 'grid' | 'place' | 'at'>): DrawnState {
  const { id } = place;
  const isActive = grid.isActive(at);
  return {
    place,
    row: at.row,
    col: at.col,
    content: form.evaluation.cells.get(id) ?? missingCell,
    rejected: form.state.rejected.get(id)?.text,
    mark: markOf(form, place),
    isCommented: form.view.comments.some((comment) => comment.cell === id),
    isReadOnly: form.isReadOnly,
    isActive,
    isSelected: grid.isSelected(at),
    edit: isActive ? grid.edit : null,
    files: form.view.files,
    unit: form.view.unit,
    handlers: grid.handlers,
  };
}

/** A locked cell says nothing of how it is saved; that another programme says something else it does say. */
function markOf({ marks }: FormHandle, { id, isLocked }: Place): Mark | null {
  const mark = marks.of(id);
  return !isLocked || mark === 'differs' ? mark : null;
}

/** What is worked out is another object at each key, of the same value mostly. */
export function isDrawnAlike<Props extends { readonly content: CellContent }>(one: Props, other: Props): boolean {
  const names = Object.keys(one) as (keyof Props)[];
  return (
    isSameContent(one.content, other.content) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name === 'content' || Object.is(one[name], other[name]))
  );
}

export interface DrawnState {
  readonly place: Place;
  readonly row: number;
  readonly col: number;
  readonly content: CellContent;
  readonly rejected: string | undefined;
  readonly mark: Mark | null;
  readonly isCommented: boolean;
  readonly isReadOnly: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly edit: GridEdit | null;
  readonly files: FormHandle['view']['files'];
  readonly unit: UnitTraits;
  readonly handlers: GridHandlers;
}

type DrawnProps = DrawnState & Omit<Props, 'form' | 'grid' | 'place' | 'at'>;

/** Its value, its state by colour and shape, and, when it is the active one, the input that takes focus. */
export const DrawnCell = memo(function DrawnCell(props: DrawnProps) {
  const { place, row, col, colSpan, content, mark, isCommented, isActive, isSelected, handlers } = props;
  const { t } = useTranslation('form');
  const locale = useLocale();
  const { element } = place;
  const text = props.rejected ?? printCell(element, content, locale);
  const isWide = element.type === 'narrative' || element.type === 'attachment' || element.type === 'text';
  const classes = [
    'cell',
    mark,
    place.isLocked && 'locked',
    place.isNotAsked && 'not-asked',
    isCommented && 'commented',
    isActive && 'active',
    isSelected && 'selected',
    (isWide || text.includes('\n')) && 'wide',
    isNumeric(element.type) && 'numeric',
    content.state === 'not_applicable' && 'not-applicable',
  ];
  const at = { row, col };
  return (
    <td
      className={classes.filter(Boolean).join(' ')}
      {...(colSpan ? { colSpan } : {})}
      data-cell={place.id}
      aria-readonly={place.isLocked || props.isReadOnly}
      aria-selected={isSelected}
      onMouseDown={(event) => handlers.onMouseDown(at, event)}
      onMouseEnter={(event) => handlers.onMouseEnter(at, event)}
      onDoubleClick={handlers.onDoubleClick}
    >
      {mark && (
        <span className="glyph" aria-hidden>
          {glyphs[mark]}
        </span>
      )}
      {place.isLocked && !place.isNotAsked && !mark && (
        <span className="glyph" aria-hidden>
          =
        </span>
      )}
      {element.type === 'attachment' ? (
        <FileThumbnails content={content} files={props.files} />
      ) : (
        <span className="shown">{text}</span>
      )}
      {isActive && <CellInput {...props} label={labelOf(props, text, t)} />}
    </td>
  );
}, isDrawnAlike);

/** Read out: what the cell is, what it holds, in which state it is. */
function labelOf(
  { place, name, rowNumber, mark, isCommented }: DrawnProps,
  text: string,
  t: TFunction<'form'>,
): string {
  const called = rowNumber === undefined ? name : t('register.cellName', { row: rowNumber, column: name });
  const states = [
    mark && t(`marks.${mark}`),
    place.isLocked && t(place.isNotAsked ? 'marks.notAsked' : 'marks.locked'),
    isCommented && t('marks.commented'),
  ].filter(Boolean);
  return [called, text || t('empty'), ...states].join(t('listSeparator'));
}

function CellInput({ place, edit, isReadOnly, unit, handlers, label }: DrawnProps & { readonly label: string }) {
  const { element } = place;
  const options = useOptions(place, unit);
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
      handlers.choose(options[index] ?? '');
      setIndex(-1);
    }
  };
  const shared = {
    ref: handlers.inputRef,
    className: edit ? 'cell-input editing' : 'cell-input',
    value: edit?.text ?? '',
    'aria-label': label,
    readOnly: isReadOnly || place.isLocked || element.type === 'attachment',
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => handlers.onText(event.target.value),
    onBlur: handlers.onBlur,
    onFocus: handlers.onFocus,
    onCopy: handlers.onClipboard,
    onCut: handlers.onClipboard,
    onPaste: handlers.onClipboard,
    onKeyDown: (event: KeyboardEvent) => {
      onListKey(event);
      handlers.onKeyDown(event);
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
                handlers.choose(option);
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
function useOptions({ element }: Place, unit: UnitTraits): readonly string[] {
  const locale = useLocale();
  if (element.type === 'boolean')
    return ['true', 'false'].map((value) => printCell(element, { state: 'value', value }, locale));
  return (element.options ?? [])
    .filter((option) => matchesUnit(option.appliesTo, unit))
    .map((option) => localize(option.label, locale));
}
