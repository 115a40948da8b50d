import { useEffect } from 'react';
import { useAlive } from './fetched-part.tsx';
import { hear } from './hear-early.ts';

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Done where keys mean something of their own: in the cells of a grid, in a tree, on a text that is about to be
 * written. Each with the element that had it.
 */
export type EarlyAct =
  /** Typed into a cell; open while more of it may come. */
  | { readonly in: HTMLInputElement | HTMLTextAreaElement; words: string; isOpen: boolean }
  | { readonly in: HTMLElement; readonly key: KeyboardEvent }
  | { readonly in: HTMLElement; readonly text: string; readonly html: string }
  /** Pressed, in px from the element's upper left corner. */
  | { readonly in: HTMLElement; readonly by: 'mousedown' | 'click'; readonly left: number; readonly top: number };

/** What somebody did on a page before its script had come. */
export interface Early {
  /** The last button pressed, or a form sent by Enter. */
  pressed: HTMLElement | null;
  /** Fields in the order of their first change, and what was last in them. */
  readonly changed: Map<Field, string>;
  readonly acts: readonly EarlyAct[];
  readonly stop: () => void;
}

declare global {
  interface Window {
    huibaoEarly?: Early;
  }
}

/** What comes of what was done before waits for it: told on the window once nothing more is to be done again. */
export const earlyHeard = 'huibao:heard';

/** Calls back once what was done before the page was alive has been done again; at once where nothing was. */
export function afterEarly(work: () => void): void {
  if (window.huibaoEarly) window.addEventListener(earlyHeard, work, { once: true });
  else work();
}

/**
 * A page is seen before it is alive: what the server wrote stands there while the script is on its way, and whoever is
 * quick presses a button, types a name, or a column of figures by then. Kept until the page can hear it. No form is
 * sent by the browser itself meanwhile, which would put its fields into the address. The server alone writes it.
 */
const script = import.meta.env.SSR
  ? `(function () {
  var changed = new Map(), acts = [];
  var listeners = { click: press, submit: send, input: note, change: note, keydown: key, paste: paste, mousedown: point };
  var early = { pressed: null, changed: changed, acts: acts, stop: function () {
    for (var name in listeners) removeEventListener(name, listeners[name], true);
  } };
  function within(target, what) { return target.closest && !target.closest('.drawn') ? target.closest(what) : null; }
  function stop(event) { event.preventDefault(); event.stopPropagation(); }
  function wait(element, event) {
    stop(event);
    if (early.pressed) early.pressed.removeAttribute('aria-busy');
    early.pressed = element;
    element.setAttribute('aria-busy', 'true');
  }
  function place(element, event) {
    var box = element.getBoundingClientRect();
    acts.push({ in: element, by: event.type, left: event.clientX - box.left, top: event.clientY - box.top });
  }
  function close() {
    var last = acts[acts.length - 1];
    if (last && last.isOpen) { last.isOpen = false; last.in.value = ''; }
  }
  function press(event) {
    var button = event.target.closest && event.target.closest('button');
    if (button) { if (!button.closest('.lifeless')) wait(button, event); return; }
    // A figure that opens what stands behind it, and a place of a tree; into cells that are typed into, by mousedown.
    var one = within(event.target, '[role=grid] td, [role=treeitem]');
    if (one && !event.target.closest('a') && !one.closest('[role=tree], [role=grid]').querySelector('.cell-input'))
      place(event.target, event);
    var text = within(event.target, '.to-write > .section-editor');
    if (!text) return;
    place(text, event);
    text.parentNode.querySelector('textarea').focus({ preventScroll: true });
  }
  function send(event) { wait(event.target, event); }
  function note(event) {
    var field = event.target, last = acts[acts.length - 1];
    if (!('value' in field) || field.matches('.words-to-come')) return;
    if (!within(field, '[role=grid]')) changed.set(field, field.value);
    else if (event.type === 'change') return;
    else if (last && last.isOpen && last.in === field) last.words = field.value;
    else acts.push({ in: field, words: field.value, isOpen: true });
  }
  function key(event) {
    var field = event.target, name = event.key, isCommand = event.ctrlKey || event.metaKey;
    if (event.isComposing || event.keyCode === 229 || !within(field, '[role=grid], [role=tree], .words-to-come')) return;
    var isText = field.matches('.words-to-come');
    if (isCommand && !/^([azyd-]|Home|End|Enter|Backspace|Delete|Arrow.*)$/i.test(name)) return;
    if (/^(Shift|Control|Alt|Meta|CapsLock|Dead|F[13-79]|F1.)$/.test(name)) return;
    if (name === 'Tab' && (isText || !within(field, '[role=grid]'))) return;
    if ('value' in field && !isCommand && (name.length === 1 || (field.value && (isText || name === 'Backspace')))) return;
    if (isText && field.value) return;
    stop(event);
    close();
    acts.push({ in: field, key: event });
  }
  function paste(event) {
    if (!within(event.target, '[role=grid], .words-to-come')) return;
    stop(event);
    close();
    var data = event.clipboardData;
    acts.push({ in: event.target, text: data.getData('text/plain'), html: data.getData('text/html') });
  }
  function point(event) {
    var cell = within(event.target, '[role=grid] td');
    var field = cell && cell.closest('[role=grid]').querySelector('.cell-input');
    if (!field || cell.contains(field)) return;
    stop(event);
    close();
    place(cell, event);
    field.focus({ preventScroll: true });
  }
  for (var name in listeners) addEventListener(name, listeners[name], true);
  window.huibaoEarly = early;
})()`
  : '';

export function EarlyInput({ nonce }: { readonly nonce: string | undefined }) {
  const isAlive = useAlive();
  useEffect(() => {
    const early = window.huibaoEarly;
    if (!isAlive || !early) return;
    // Once all of the page has been told that it is alive.
    setTimeout(() => {
      early.stop();
      delete window.huibaoEarly;
      try {
        hear(early);
      } finally {
        window.dispatchEvent(new Event(earlyHeard));
      }
    });
  }, [isAlive]);
  if (isAlive) return null;
  return <script suppressHydrationWarning {...(nonce ? { nonce } : {})} dangerouslySetInnerHTML={{ __html: script }} />;
}
