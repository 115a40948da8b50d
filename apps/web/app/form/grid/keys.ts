import type { Position } from './navigation.ts';

export type GridAction =
  | { readonly kind: 'move'; readonly by: Position; readonly isJump: boolean; readonly isExtending: boolean }
  | { readonly kind: 'page'; readonly by: 1 | -1; readonly isExtending: boolean }
  | { readonly kind: 'tab'; readonly by: 1 | -1 }
  | { readonly kind: 'enter'; readonly by: 1 | -1 }
  | { readonly kind: 'edge'; readonly isEnd: boolean; readonly isWhole: boolean; readonly isExtending: boolean }
  | {
      readonly kind:
        | 'edit'
        | 'cancel'
        | 'fill_selection'
        | 'break_line'
        | 'clear'
        | 'undo'
        | 'redo'
        | 'fill_down'
        | 'select_all'
        | 'delete_rows'
        | 'list';
    };

export interface Key {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const arrows: Readonly<Record<string, Position>> = {
  ArrowUp: { row: -1, col: 0 },
  ArrowDown: { row: 1, col: 0 },
  ArrowLeft: { row: 0, col: -1 },
  ArrowRight: { row: 0, col: 1 },
};

/**
 * `typing` over a cell, an arrow keeps what was typed and goes on; `inside` its text (after F2, a double click, a click
 * into it) arrows move the caret; a narrative is always edited inside, and takes lines by Enter.
 */
export type CellMode = 'moving' | 'typing' | 'inside' | 'inside_lines';

/**
 * What a key means in a grid; null leaves it to the browser. Nothing is meant while an input method composes
 * (229 is its key).
 */
export function actionOf(key: Key, mode: CellMode): GridAction | null {
  if (key.isComposing || key.keyCode === 229) return null;
  const isCommand = key.ctrlKey || key.metaKey;
  if (mode !== 'moving' && key.key === 'Enter' && isCommand) return { kind: 'fill_selection' };
  if (mode === 'inside' || mode === 'inside_lines') return insideAction(key, mode);
  if (mode === 'typing') return goingAction(key) ?? insideAction(key, mode);
  if (arrows[key.key] && key.altKey) return key.key === 'ArrowDown' ? { kind: 'list' } : null;
  return goingAction(key) ?? (isCommand ? commandAction(key) : movingAction(key));
}

/** Keys that go elsewhere: while one types over a cell they take the text along into it first. */
function goingAction(key: Key): GridAction | null {
  const isCommand = key.ctrlKey || key.metaKey;
  const isExtending = key.shiftKey;
  const arrow = arrows[key.key];
  if (key.altKey) return null;
  if (arrow) return { kind: 'move', by: arrow, isJump: isCommand, isExtending };
  switch (key.key) {
    case 'Home':
    case 'End':
      return { kind: 'edge', isEnd: key.key === 'End', isWhole: isCommand, isExtending };
    case 'PageUp':
    case 'PageDown':
      // With Ctrl they are the browser's, between its tabs.
      return isCommand ? null : { kind: 'page', by: key.key === 'PageDown' ? 1 : -1, isExtending };
    default:
      return null;
  }
}

function movingAction(key: Key): GridAction | null {
  switch (key.key) {
    case 'Tab':
      return { kind: 'tab', by: key.shiftKey ? -1 : 1 };
    case 'Enter':
      return key.altKey ? null : { kind: 'enter', by: key.shiftKey ? -1 : 1 };
    case 'F2':
      return { kind: 'edit' };
    case 'Escape':
      return { kind: 'cancel' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' };
    default:
      return null;
  }
}

function commandAction(key: Key): GridAction | null {
  switch (key.key.toLowerCase()) {
    case 'z':
      return { kind: key.shiftKey ? 'redo' : 'undo' };
    case 'y':
      return { kind: 'redo' };
    case 'd':
      return { kind: 'fill_down' };
    case 'a':
      return { kind: 'select_all' };
    case '-':
      return { kind: 'delete_rows' };
    default:
      return null;
  }
}

function insideAction(key: Key, mode: CellMode): GridAction | null {
  switch (key.key) {
    case 'Escape':
      return { kind: 'cancel' };
    case 'Tab':
      return { kind: 'tab', by: key.shiftKey ? -1 : 1 };
    case 'F2':
      return { kind: 'edit' };
    case 'Enter':
      if (mode === 'inside_lines') return null;
      return key.altKey ? { kind: 'break_line' } : { kind: 'enter', by: key.shiftKey ? -1 : 1 };
    default:
      return null;
  }
}
