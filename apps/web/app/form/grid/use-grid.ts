import { isNumeric, missingCell, printCell, type CellContent, type Locale } from '@huibao/domain';
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent, type MouseEvent } from 'react';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { readClipboard } from './clipboard.ts';
import { isInRange, rangeOf, type Position, type Selection } from './navigation.ts';
import type { PastePlan } from './plan-paste.ts';
import { reduceGrid } from './reduce.ts';
import {
  initialState,
  selectionWithin,
  type ClipboardAction,
  type GridEdit,
  type GridEffect,
  type GridEvent,
  type GridView,
} from './state.ts';

export interface GridSource {
  readonly rows: number;
  readonly cols: number;
  readonly placeAt: (at: Position) => Place | undefined;
  readonly placeBelow?: (at: Position) => Place | undefined;
  readonly deleteRow?: (row: number) => void;
}

export interface GridHandle {
  readonly selection: Selection;
  readonly edit: GridEdit | null;
  readonly isActive: (at: Position) => boolean;
  readonly isSelected: (at: Position) => boolean;
  readonly inputRef: (element: HTMLInputElement | HTMLTextAreaElement | null) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClipboard: (event: ClipboardEvent) => void;
  readonly onText: (text: string) => void;
  readonly onBlur: () => void;
  readonly onFocus: () => void;
  readonly onMouseDown: (at: Position, event: MouseEvent) => void;
  readonly onMouseEnter: (at: Position, event: MouseEvent) => void;
  readonly onDoubleClick: () => void;
  readonly choose: (text: string) => void;
}

export interface GridParts {
  readonly form: FormHandle;
  readonly locale: Locale;
  readonly source: GridSource;
  readonly onActive: (place: Place) => void;
  /** A paste or an import of text that needs telling: refused, locked, emptied, or large. */
  readonly onPlan: (plan: PastePlan) => void;
  readonly onOpenFiles: (place: Place) => void;
  /** A cell to go to; a new object goes there anew. */
  readonly target: { readonly id: string } | null;
}

/**
 * Brings a grid to the browser: `reduceGrid` decides, this dispatches and carries out. One tab stop, the
 * active cell's input.
 */
export function useGrid(parts: GridParts): GridHandle {
  const { form, source, target } = parts;
  const [state, setState] = useState(initialState);
  const input = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const wantsFocus = useRef(false);
  const view = viewOf(parts);
  const selection = selectionWithin(view, state.selection);

  /** Whether the grid took the event for itself. */
  function dispatch(event: GridEvent, clipboard?: DataTransfer): boolean {
    const outcome = reduceGrid(state, event, view);
    setState(outcome.state);
    for (const effect of outcome.effects) carryOut(effect, clipboard);
    return outcome.isTaken;
  }

  function carryOut(effect: GridEffect, clipboard?: DataTransfer): void {
    const { store } = form;
    switch (effect.kind) {
      case 'edit':
        return store.edit(effect.edits, effect.source);
      case 'reject':
        return store.reject(effect.place, effect.text, effect.error);
      case 'undo':
      case 'redo':
        store[effect.kind]();
        return;
      case 'delete_row':
        return source.deleteRow?.(effect.row);
      case 'copy':
        clipboard?.setData('text/plain', effect.text);
        return;
      case 'focus':
        wantsFocus.current = true;
        return;
      case 'show_active':
        return parts.onActive(effect.place);
      case 'open_files':
        return parts.onOpenFiles(effect.place);
      case 'tell':
        return parts.onPlan(effect.plan);
    }
  }

  // The input to focus is there only once the new active cell is drawn.
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    input.current?.focus({ preventScroll: false });
    input.current?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [state.selection]);

  const leadTo = useRef<(id: string) => void>(() => undefined);
  useEffect(() => {
    leadTo.current = (id) => {
      const at = positionOf(source, id);
      if (at) dispatch({ kind: 'led_to', at });
    };
  });
  useEffect(() => {
    if (target) leadTo.current(target.id);
  }, [target]);

  return {
    selection,
    edit: state.edit,
    isActive: (at) => at.row === selection.focus.row && at.col === selection.focus.col,
    isSelected: (at) => isInRange(rangeOf(selection), at),
    inputRef: (element) => {
      input.current = element;
    },
    onKeyDown: (event) => {
      // An open list takes the arrows and Enter itself.
      if (event.defaultPrevented) return;
      if (dispatch({ kind: 'key', key: event.nativeEvent })) event.preventDefault();
    },
    onClipboard: (event) => {
      const { clipboardData } = event;
      if (dispatch(clipboardEvent(event.type, clipboardData), clipboardData)) event.preventDefault();
    },
    onText: (text) => void dispatch({ kind: 'typed', text }),
    onBlur: () => void dispatch({ kind: 'blurred' }),
    onFocus: () => void dispatch({ kind: 'focused' }),
    onMouseDown: (at, event) => {
      const isMainButton = event.button === 0;
      if (dispatch({ kind: 'pressed', at, isMainButton, isExtending: event.shiftKey })) event.preventDefault();
    },
    onMouseEnter: (at, event) => void dispatch({ kind: 'dragged_to', at, isMainButton: event.buttons === 1 }),
    onDoubleClick: () => void dispatch({ kind: 'double_clicked' }),
    choose: (text) => void dispatch({ kind: 'chosen', text }),
  };
}

function clipboardEvent(type: string, data: DataTransfer): ClipboardAction {
  if (type === 'paste') return { kind: 'pasted', block: readClipboard(data) };
  return { kind: type === 'cut' ? 'cut' : 'copied' };
}

function viewOf({ form, locale, source }: GridParts): GridView {
  const contentOf = (place: Place | undefined): CellContent =>
    (place && form.evaluation.cells.get(place.id)) ?? missingCell;
  const rejectedAt = (place: Place): string | undefined => form.store.getState().rejected.get(place.id)?.text;
  return {
    rows: source.rows,
    cols: source.cols,
    isReadOnly: form.isReadOnly,
    isFilled: (at) => contentOf(source.placeAt(at)).state !== 'missing',
    placeAt: source.placeAt,
    placeBelow: (at) => source.placeBelow?.(at),
    textOf: (place) => rejectedAt(place) ?? printCell(place.element, contentOf(place), locale),
    draftOf: (place) => {
      const { element } = place;
      const content = contentOf(place);
      const isPlain = content.state === 'value' && (isNumeric(element.type) || element.type === 'narrative');
      return rejectedAt(place) ?? (isPlain ? content.value : printCell(element, content, locale));
    },
  };
}

function positionOf({ rows, cols, placeAt }: GridSource, id: string): Position | undefined {
  for (let row = 0; row < rows; row += 1)
    for (let col = 0; col < cols; col += 1) if (placeAt({ row, col })?.id === id) return { row, col };
  return undefined;
}
