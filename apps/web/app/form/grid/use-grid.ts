import {
  FormRoom,
  isNumeric,
  missingCell,
  occupancyOf,
  parseCellId,
  printCell,
  type CellContent,
  type Locale,
} from '@huibao/domain';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import type { Place } from '../sync/places.ts';
import type { FormHandle } from '../sync/use-form.ts';
import { readClipboard, writeHtmlTable, writeTsv } from './clipboard.ts';
import { isInRange, isSame, rangeOf, selectionOf, type Position, type Selection } from './navigation.ts';
import type { PastePlan } from './plan-paste.ts';
import { reduceGrid } from './reduce.ts';
import {
  initialState,
  selectionWithin,
  type ClipboardAction,
  type GridEdit,
  type GridEffect,
  type GridEvent,
  type GridState,
  type GridView,
} from './state.ts';

export interface GridSource {
  readonly rows: number;
  readonly cols: number;
  readonly placeAt: (at: Position) => Place | undefined;
  readonly placeBelow?: (at: Position) => Place | undefined;
  /** Its last row is an empty one to come. */
  readonly canGrow?: boolean;
  /** The rows' own names, where rows come and go: the selection goes along with its row. */
  readonly keys?: readonly string[];
  readonly deleteRows?: (from: number, to: number) => void;
}

type CellInput = HTMLInputElement | HTMLTextAreaElement;

export interface GridHandle {
  readonly selection: Selection;
  readonly edit: GridEdit | null;
  readonly isActive: (at: Position) => boolean;
  readonly isSelected: (at: Position) => boolean;
  readonly deleteRows: () => void;
  readonly handlers: GridHandlers;
}

/** What cells call; the same functions for as long as the grid is there, so that cells needn't be drawn anew. */
export interface GridHandlers {
  readonly inputRef: (element: CellInput | null) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClipboard: (event: ClipboardEvent<CellInput>) => void;
  readonly onText: (text: string) => void;
  readonly onBlur: (event: FocusEvent) => void;
  readonly onFocus: () => void;
  readonly onMouseDown: (at: Position, event: MouseEvent) => void;
  readonly onMouseEnter: (at: Position, event: MouseEvent) => void;
  readonly onDoubleClick: () => void;
  readonly choose: (text: string) => void;
}

/** A paste that needs telling; one that isn't done yet waits for its person. */
export interface ToldPaste {
  readonly plan: PastePlan;
  readonly isDone: boolean;
}

export interface GridParts {
  readonly form: FormHandle;
  readonly locale: Locale;
  readonly source: GridSource;
  readonly onActive: (place: Place) => void;
  readonly onPlan: (told: ToldPaste) => void;
  readonly onOpenFiles: (place: Place) => void;
  /** Undoes or does again, and leads to where something changed. */
  readonly onReplay: (kind: 'undo' | 'redo') => void;
  /** A cell to go to; a new object goes there anew. */
  readonly target: { readonly id: string } | null;
}

/**
 * Brings a grid to the browser: `reduceGrid` decides, this dispatches and carries out. One tab stop, the
 * active cell's input.
 */
export function useGrid(parts: GridParts): GridHandle {
  const { form, source, target } = parts;
  const { store } = form;
  const [held, setState] = useState(initialState);
  const input = useRef<CellInput | null>(null);
  const wantsFocus = useRef(false);
  const hasFocus = useRef(false);
  const [keys, setKeys] = useState(source.keys);
  let state = held;
  if (keys !== source.keys) {
    // Rows that came in above, or went, don't move the person to another record.
    state = followRow(held, keys, source.keys);
    setKeys(source.keys);
    setState(state);
  }
  const view = viewOf(parts, () => pageRowsAt(input.current));
  const selection = selectionWithin(view, state.selection);

  /** Whether the grid took the event for itself. */
  function dispatch(event: GridEvent, clipboard?: DataTransfer): boolean {
    const outcome = reduceGrid(state, event, view);
    if (outcome.state !== state) setState(outcome.state);
    for (const effect of outcome.effects) carryOut(effect, clipboard);
    // With what the event did: told by an effect, it would be drawn by itself.
    if (outcome.state.edit !== state.edit) store.setTyping(typedIn(outcome.state.edit));
    return outcome.isTaken;
  }

  function typedIn(edit: GridEdit | null): GridEdit | null {
    return edit !== null && edit.text !== view.draftOf(edit.place) ? edit : null;
  }

  function carryOut(effect: GridEffect, clipboard?: DataTransfer): void {
    switch (effect.kind) {
      case 'edit':
        return store.edit(effect.edits, 'page');
      case 'reject':
        return store.reject(effect.place, effect.text, effect.error);
      case 'paste':
        return putPasted(form, effect.plan);
      case 'undo':
      case 'redo':
        return parts.onReplay(effect.kind);
      case 'delete_rows':
        return source.deleteRows?.(effect.from, effect.to);
      case 'copy':
        clipboard?.setData('text/plain', writeTsv(effect.rows.map((row) => row.map(({ text }) => text))));
        clipboard?.setData('text/html', writeHtmlTable(effect.rows));
        return;
      case 'break_line': {
        const text = textWith(input.current, '\n');
        if (text !== null) setState((now) => (now.edit ? { ...now, edit: { ...now.edit, text } } : now));
        return;
      }
      case 'focus':
        wantsFocus.current = true;
        return;
      case 'show_active':
        return parts.onActive(effect.place);
      case 'open_files':
        return parts.onOpenFiles(effect.place);
      case 'tell':
        return parts.onPlan({ plan: effect.plan, isDone: effect.isDone });
    }
  }

  // Before anything takes the focus: what it tells is judged by the state that is drawn now.
  const dispatchNow = useRef(dispatch);
  useLayoutEffect(() => {
    dispatchNow.current = dispatch;
  });

  // The input to focus is there only once the new active cell is drawn.
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    input.current?.focus({ preventScroll: true });
    input.current?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [state.selection]);

  // A row that went took the focus with it: it comes back to where the selection is now.
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) input.current?.focus({ preventScroll: true });
  });

  // Text that isn't in its cell yet is unsaved, and goes there before the page is left or the form submitted.
  const { edit } = state;
  const isChanged = typedIn(edit) !== null;
  useEffect(() => {
    store.setTyping(isChanged ? edit : null);
  }, [store, edit, isChanged]);
  const settle = useRef<() => void>(() => undefined);
  useEffect(() => {
    settle.current = () => void dispatch({ kind: 'blurred' });
  });
  useEffect(() => {
    const forget = store.onSettle(() => settle.current());
    return () => {
      // Another section comes up: what was being typed here goes into its cell.
      settle.current();
      store.setTyping(null);
      forget();
    };
  }, [store]);

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

  const [handlers] = useState(() => handlersOf((event, data) => dispatchNow.current(event, data), input, hasFocus));
  return {
    selection,
    edit: state.edit,
    isActive: (at) => isSame(at, selection.active),
    isSelected: (at) => isInRange(rangeOf(selection), at),
    deleteRows: () => void dispatch({ kind: 'rows_deleted' }),
    handlers,
  };
}

function handlersOf(
  dispatch: (event: GridEvent, clipboard?: DataTransfer) => boolean,
  input: { current: CellInput | null },
  hasFocus: { current: boolean },
): GridHandlers {
  return {
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
      const action = clipboardEvent(event.type, clipboardData, event.currentTarget);
      if (dispatch(action, clipboardData)) event.preventDefault();
    },
    onText: (text) => void dispatch({ kind: 'typed', text }),
    onBlur: (event) => {
      // An input that is being taken away with its row hasn't been left by its person.
      if (!event.target.isConnected) return;
      hasFocus.current = false;
      dispatch({ kind: 'blurred' });
    },
    onFocus: () => {
      hasFocus.current = true;
      dispatch({ kind: 'focused' });
    },
    onMouseDown: (at, event) => {
      const isMainButton = event.button === 0;
      if (dispatch({ kind: 'pressed', at, isMainButton, isExtending: event.shiftKey })) event.preventDefault();
    },
    onMouseEnter: (at, event) => void dispatch({ kind: 'dragged_to', at, isMainButton: event.buttons === 1 }),
    onDoubleClick: () => void dispatch({ kind: 'double_clicked' }),
    choose: (text) => void dispatch({ kind: 'chosen', text }),
  };
}

/** Puts a plan into the form: values, texts that can't be read, texts that found no place; one step to undo. */
export function putPasted(form: FormHandle, { edits, refused, leftOut }: PastePlan): void {
  const leftovers = leftOut.map(({ row, col, text, limit }) => ({
    id: `${Date.now()} ${row} ${col} ${text}`,
    row,
    col,
    text,
    at: null,
    why: limit ?? ('outside' as const),
  }));
  form.store.put({ edits, refused, leftovers }, 'paste');
}

/** The selection in the rows as they are now. */
function followRow(
  state: GridState,
  before: readonly string[] | undefined,
  now: readonly string[] | undefined,
): GridState {
  const { active } = state.selection;
  const key = before?.[active.row];
  const row = key === undefined ? -1 : (now?.indexOf(key) ?? -1);
  if (row < 0 || row === active.row) return state;
  return { ...state, selection: selectionOf({ ...active, row }) };
}

/** What an input would hold with a text in place of what is selected in it. */
function textWith(input: CellInput | null, text: string): string | null {
  if (!input) return null;
  const { value, selectionStart, selectionEnd } = input;
  const start = selectionStart ?? value.length;
  const end = selectionEnd ?? start;
  const next = value.slice(0, start) + text + value.slice(end);
  // The caret stands behind it once React has drawn the text.
  requestAnimationFrame(() => input.setSelectionRange(start + text.length, start + text.length));
  return next;
}

/** As many rows as are in sight at once, and one again. */
function pageRowsAt(input: CellInput | null): number {
  const row = input?.closest('tr');
  const frame = input?.closest('.table-scroll');
  const seen = Math.min(frame?.clientHeight ?? window.innerHeight, window.innerHeight);
  return Math.max(1, Math.floor(seen / Math.max(24, row?.clientHeight ?? 0)) - 2);
}

function clipboardEvent(type: string, data: DataTransfer, input: CellInput): ClipboardAction {
  if (type !== 'paste') return { kind: type === 'cut' ? 'cut' : 'copied' };
  const { value, selectionStart, selectionEnd } = input;
  const pasted = readClipboard(data);
  const start = selectionStart ?? value.length;
  const inEdit = value.slice(0, start) + pasted.text + value.slice(selectionEnd ?? start);
  return { kind: 'pasted', pasted, inEdit };
}

function viewOf({ form, locale, source }: GridParts, pageRows: () => number): GridView {
  const contentOf = (place: Place | undefined): CellContent =>
    (place && form.evaluation.cells.get(place.id)) ?? missingCell;
  const rejectedAt = (place: Place): string | undefined => form.store.getState().rejected.get(place.id)?.text;
  return {
    rows: source.rows,
    cols: source.cols,
    isReadOnly: form.isReadOnly,
    canGrow: source.canGrow ?? false,
    pageRows,
    room: () => new FormRoom(occupancyOf(form.store.getState().cells.values())),
    year: form.view.year,
    isFilled: (at) => contentOf(source.placeAt(at)).state !== 'missing',
    placeAt: source.placeAt,
    placeBelow: (at) => source.placeBelow?.(at),
    textOf: (place) => rejectedAt(place) ?? printCell(place.element, contentOf(place), locale),
    draftOf: (place) => {
      const { element } = place;
      const content = contentOf(place);
      const isLines = element.type === 'narrative' || element.type === 'text';
      const isPlain = content.state === 'value' && (isNumeric(element.type) || isLines);
      const text = rejectedAt(place) ?? (isPlain ? content.value : printCell(element, content, locale));
      // An input of one line would join lines: 3⏎4 is not to become 34 by looking at it.
      return isLines ? text : text.replaceAll('\n', '⏎');
    },
  };
}

/** Where a cell stands; of a record that is gone, where the next one begins: whoever undid it types on from there. */
function positionOf({ rows, cols, placeAt }: GridSource, id: string): Position | undefined {
  for (let row = 0; row < rows; row += 1)
    for (let col = 0; col < cols; col += 1) if (placeAt({ row, col })?.id === id) return { row, col };
  const { code } = parseCellId(id);
  for (let col = 0; col < cols; col += 1)
    if (placeAt({ row: rows - 1, col })?.address.code === code) return { row: rows - 1, col };
  return undefined;
}
