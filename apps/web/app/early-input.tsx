import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useAlive } from './fetched-part.tsx';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

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
  | { readonly in: HTMLElement; readonly left: number; readonly top: number };

/** What somebody did on a page before its script had come. */
interface Early {
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
    acts.push({ in: element, left: event.clientX - box.left, top: event.clientY - box.top });
  }
  function close() {
    var last = acts[acts.length - 1];
    if (last && last.isOpen) { last.isOpen = false; last.in.value = ''; }
  }
  function press(event) {
    var button = event.target.closest && event.target.closest('button');
    if (button) { if (!button.closest('.lifeless')) wait(button, event); return; }
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
    delete window.huibaoEarly;
    // Once all of the page has been told that it is alive.
    setTimeout(() => hear(early));
  }, [isAlive]);
  if (isAlive) return null;
  return <script suppressHydrationWarning {...(nonce ? { nonce } : {})} dangerouslySetInnerHTML={{ __html: script }} />;
}

/** Each is drawn before the next is heard, as it is when somebody types. */
function hear({ pressed, changed, acts, stop }: Early): void {
  stop();
  // A grid that was come to hears of that first.
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && activeElement.matches('[role=grid] .cell-input')) {
    flushSync(() => activeElement.blur());
    flushSync(() => activeElement.focus({ preventScroll: true }));
  }
  for (const act of acts) flushSync(() => doAgain(act));
  for (const [field, value] of changed) if (field.isConnected) flushSync(() => change(field, value));
  if (!pressed) return;
  pressed.removeAttribute('aria-busy');
  if (!pressed.isConnected) return;
  if (pressed instanceof HTMLFormElement) pressed.requestSubmit();
  else pressed.click();
}

/** React hears of a change only where it differs from what it found when the page came alive. */
function change(field: Field, value: string): void {
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    field.checked = field.type === 'checkbox' && !field.checked;
    field.click();
    return;
  }
  const isText = !(field instanceof HTMLSelectElement) && field.type !== 'file';
  if (isText) {
    field.value = field.defaultValue;
    // By the element's own, which React doesn't see.
    const native = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value');
    native?.set?.call(field, value);
  } else if (field instanceof HTMLSelectElement) field.value = value;
  field.dispatchEvent(new Event(isText ? 'input' : 'change', { bubbles: true }));
}

/** What was done on a grid is done where it has come to by now; its cells may be others than the server drew. */
function doAgain(act: EarlyAct): void {
  const grid = act.in.isConnected ? act.in.closest('[role=grid]') : document.querySelector('[role=grid]');
  const active = grid?.querySelector<HTMLInputElement | HTMLTextAreaElement>('.cell-input');
  const isOfText = act.in.matches('.to-write *');
  if ('left' in act) {
    const { left, top } = act.in.getBoundingClientRect();
    const at = { clientX: left + act.left, clientY: top + act.top, bubbles: true, cancelable: true };
    act.in.dispatchEvent(new MouseEvent(isOfText ? 'click' : 'mousedown', at));
    return;
  }
  const target = isOfText ? act.in : (active ?? document.activeElement ?? act.in);
  if ('words' in act) {
    if (active) change(active, act.words);
    return;
  }
  // Pressed before the words that are in the field by now.
  const field = isOfText ? (act.in as HTMLTextAreaElement) : null;
  const words = field?.value ?? '';
  if (field) field.value = '';
  target.dispatchEvent(eventOf(act));
  if (field) field.value = words;
}

function eventOf(act: Extract<EarlyAct, { key: unknown } | { html: string }>): Event {
  const whole = { bubbles: true, cancelable: true };
  if ('html' in act) {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', act.text);
    if (act.html) clipboardData.setData('text/html', act.html);
    return new ClipboardEvent('paste', { ...whole, clipboardData });
  }
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey } = act.key;
  return new KeyboardEvent('keydown', { ...whole, key, code, keyCode, ctrlKey, metaKey, shiftKey, altKey });
}
