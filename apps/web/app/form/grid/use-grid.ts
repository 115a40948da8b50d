import { isNumeric, missingCell, printCell, type CellContent, type Locale } from '@huibao/domain';
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import type { CellEdit } from '../sync/form-store.ts';
import { readText, type Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { readClipboard, writeTsv } from './clipboard.ts';
import { actionOf, type GridAction } from './keys.ts';
import {
  clamp,
  isInRange,
  jump,
  positionsOf,
  rangeOf,
  step,
  tabTo,
  type GridShape,
  type Position,
  type Selection,
} from './navigation.ts';
import { fitToSelection, planPaste, type PastePlan } from './plan-paste.ts';

export interface GridSource {
  readonly rows: number;
  readonly cols: number;
  readonly placeAt: (row: number, col: number) => Place | undefined;
  /** A grid that grows gives places below its last row, for pasting. */
  readonly placeBelow?: (row: number, col: number) => Place | undefined;
  readonly deleteRow?: (row: number) => void;
}

export interface GridEdit {
  readonly text: string;
  readonly isListOpen: boolean;
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
  readonly onDoubleClick: (at: Position) => void;
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

const previewFrom = 50;
const origin: Position = { row: 0, col: 0 };

/** A grid's selection, keyboard, clipboard and editing; one tab stop, the active cell's input. */
export function useGrid({ form, locale, source, onActive, onPlan, onOpenFiles, target }: GridParts): GridHandle {
  const { store, isReadOnly, evaluation } = form;
  const [chosen, setSelection] = useState<Selection>({ anchor: origin, focus: origin });
  const [edit, setEdit] = useState<GridEdit | null>(null);
  const input = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const wantsFocus = useRef(false);
  const shape: GridShape = {
    rows: source.rows,
    cols: source.cols,
    isFilled: ({ row, col }) => contentAt(source.placeAt(row, col)).state !== 'missing',
  };
  // Rows may have been taken away under the selection.
  const selection: Selection = { anchor: clamp(shape, chosen.anchor), focus: clamp(shape, chosen.focus) };
  const active = source.placeAt(selection.focus.row, selection.focus.col);

  function contentAt(place: Place | undefined): CellContent {
    return (place && evaluation.cells.get(place.id)) ?? missingCell;
  }
  function textAt(place: Place | undefined): string {
    if (!place) return '';
    return store.getState().rejected.get(place.id)?.text ?? printCell(place.element, contentAt(place), locale);
  }
  /** What one edits: a number without its grouping, a choice by its label. */
  function draftAt(place: Place): string {
    const content = contentAt(place);
    const isPlain = content.state === 'value' && (isNumeric(place.element.type) || place.element.type === 'narrative');
    return (
      store.getState().rejected.get(place.id)?.text ??
      (isPlain ? content.value : printCell(place.element, content, locale))
    );
  }

  const select = useCallback((focus: Position, anchor: Position = focus): void => {
    wantsFocus.current = true;
    setSelection({ anchor, focus });
  }, []);

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    input.current?.focus({ preventScroll: false });
    input.current?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);

  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  useEffect(() => {
    const { rows, cols, placeAt } = latest.current;
    for (let row = 0; target && row < rows; row += 1) {
      for (let col = 0; col < cols; col += 1) if (placeAt(row, col)?.id === target.id) select({ row, col });
    }
  }, [target, select]);

  function commit(text: string): void {
    setEdit(null);
    if (!active || isReadOnly || active.isLocked) return;
    const reading = readText(active.element, text);
    if (!reading.ok) return store.reject(active, text, reading.error);
    store.edit([{ place: active, content: reading.content }], 'page');
    if (reading.isEmptied) onPlan({ edits: [], locked: [], refused: [], emptied: [active], outside: 0 });
  }

  function begin(isListOpen: boolean): void {
    if (!active || isReadOnly || active.isLocked) return;
    if (active.element.type === 'attachment') return onOpenFiles(active);
    setEdit({
      text: draftAt(active),
      isListOpen: isListOpen || active.element.type === 'boolean' || active.element.type === 'choice',
    });
  }

  function selectedPlaces(): readonly Place[] {
    return positionsOf(rangeOf(selection)).flatMap(({ row, col }) => source.placeAt(row, col) ?? []);
  }

  function clear(): void {
    const places = selectedPlaces().filter((place) => !place.isLocked && place.element.type !== 'attachment');
    if (!isReadOnly)
      store.edit(
        places.map((place): CellEdit => ({ place, content: missingCell })),
        'page',
      );
  }

  function fillDown(): void {
    const { top, bottom, left, right } = rangeOf(selection);
    const first = top === bottom ? top - 1 : top;
    if (first < 0 || isReadOnly) return;
    const edits: CellEdit[] = [];
    for (let col = left; col <= right; col += 1) {
      const from = source.placeAt(first, col);
      for (let row = first + 1; row <= bottom; row += 1) {
        const place = source.placeAt(row, col);
        const reading =
          from && place && !place.isLocked && place.element.type !== 'attachment'
            ? readText(place.element, textAt(from))
            : null;
        if (place && reading?.ok) edits.push({ place, content: reading.content });
      }
    }
    store.edit(edits, 'page');
  }

  function run(action: GridAction): void | 'leave' {
    const { anchor, focus } = selection;
    if (action.kind !== 'cancel' && edit && ['tab', 'enter', 'commit'].includes(action.kind)) commit(edit.text);
    switch (action.kind) {
      case 'move': {
        const to = (action.isJump ? jump : step)(shape, focus, action.by);
        return select(to, action.isExtending ? anchor : to);
      }
      case 'tab': {
        const to = tabTo(shape, focus, action.by);
        return to ? select(to) : 'leave';
      }
      case 'enter':
        if (!edit && active?.element.type === 'attachment') return onOpenFiles(active);
        return select(step(shape, focus, { row: action.by, col: 0 }));
      case 'edge': {
        const row = action.isWhole ? (action.isEnd ? shape.rows - 1 : 0) : focus.row;
        const isColumn = !action.isWhole && shape.cols === 1;
        const to = isColumn
          ? { row: action.isEnd ? shape.rows - 1 : 0, col: 0 }
          : { row, col: action.isEnd ? shape.cols - 1 : 0 };
        return select(to, action.isExtending ? anchor : to);
      }
      case 'edit':
      case 'list':
        return begin(action.kind === 'list');
      case 'cancel':
        if (edit) return setEdit(null);
        return select(focus);
      case 'commit':
        return select(focus);
      case 'clear':
        return clear();
      case 'undo':
      case 'redo': {
        store[action.kind]();
        return select(focus);
      }
      case 'fill_down':
        return fillDown();
      case 'select_all':
        return select({ row: shape.rows - 1, col: shape.cols - 1 }, origin);
      case 'delete_row':
        return isReadOnly ? undefined : source.deleteRow?.(focus.row);
    }
  }

  function paste(block: readonly (readonly string[])[]): void {
    const range = rangeOf(selection);
    const fitted = fitToSelection(block, range.bottom - range.top + 1, range.right - range.left + 1);
    const plan = planPaste(
      fitted,
      (row, col) =>
        source.placeAt(range.top + row, range.left + col) ?? source.placeBelow?.(range.top + row, range.left + col),
    );
    const isQuiet =
      plan.locked.length + plan.refused.length + plan.emptied.length + plan.outside === 0 &&
      plan.edits.length <= previewFrom;
    if (plan.edits.length <= previewFrom) store.edit(plan.edits, 'paste');
    if (!isQuiet) onPlan(plan);
  }

  return {
    selection,
    edit,
    isActive: (at) => at.row === selection.focus.row && at.col === selection.focus.col,
    isSelected: (at) => isInRange(rangeOf(selection), at),
    inputRef: (element) => {
      input.current = element;
    },
    onKeyDown: (event) => {
      const mode = edit === null ? 'moving' : active?.element.type === 'narrative' ? 'editing_lines' : 'editing';
      const { nativeEvent: key } = event;
      // An open list takes the arrows and Enter itself.
      if (event.defaultPrevented) return;
      const action = actionOf(key, mode);
      if (!action) return;
      if (run(action) !== 'leave') event.preventDefault();
    },
    onClipboard: (event) => {
      if (edit) return;
      event.preventDefault();
      if (event.type === 'paste') return isReadOnly ? undefined : paste(readClipboard(event.clipboardData));
      const { top, bottom, left, right } = rangeOf(selection);
      const rows = Array.from({ length: bottom - top + 1 }, (_, row) =>
        Array.from({ length: right - left + 1 }, (__, col) => textAt(source.placeAt(top + row, left + col))),
      );
      event.clipboardData.setData('text/plain', writeTsv(rows));
      if (event.type === 'cut') clear();
    },
    onText: (text) => {
      if (!active || isReadOnly || active.isLocked || active.element.type === 'attachment') return;
      setEdit({ text, isListOpen: edit?.isListOpen ?? false });
    },
    onBlur: () => {
      if (edit) commit(edit.text);
    },
    onFocus: () => {
      if (active) onActive(active);
    },
    onMouseDown: (at, event) => {
      if (event.button !== 0 || (edit && at.row === selection.focus.row && at.col === selection.focus.col)) return;
      event.preventDefault();
      if (edit) commit(edit.text);
      select(at, event.shiftKey ? selection.anchor : at);
    },
    onMouseEnter: (at, event) => {
      if (event.buttons === 1 && !edit) select(at, selection.anchor);
    },
    onDoubleClick: () => begin(false),
    choose: (text) => {
      commit(text);
      select(selection.focus);
    },
  };
}
