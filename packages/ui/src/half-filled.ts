// What somebody has typed into a form is on the page alone until the form’s button sends it. The page is watched as a
// whole, so that no form can be forgotten.

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Nothing is lost with a word that was searched for, and nobody keeps a password. */
const unkept = new Set(['search', 'password', 'checkbox', 'radio', 'file', 'hidden', 'submit', 'button']);

/** What each control held when somebody first came to it. */
const heldBefore = new WeakMap<Control, string>();

let submitted: HTMLFormElement | null = null;

function isTypedInto(node: EventTarget | null): node is Control {
  return node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && !unkept.has(node.type));
}

function isChanged(control: Element): boolean {
  return isTypedInto(control) && control.value !== (heldBefore.get(control) ?? control.value);
}

export function isHalfFilled(form: HTMLFormElement): boolean {
  return [...form.elements].some(isChanged);
}

export function countHalfFilled(place: ParentNode = document): number {
  return [...place.querySelectorAll('form')].filter(isHalfFilled).length;
}

/** Its words have arrived: nothing in it waits any more. */
export function settleForm(form: HTMLFormElement | null): void {
  for (const control of form?.elements ?? []) if (isTypedInto(control)) heldBefore.set(control, control.value);
}

/** The form whose button was just pressed: whoever sends it takes it from here, to settle it once it has arrived. */
export function formBeingSubmitted(): HTMLFormElement | null {
  return submitted;
}

export function watchForms(): () => void {
  const come = ({ target }: FocusEvent): void => {
    if (isTypedInto(target) && !heldBefore.has(target)) heldBefore.set(target, target.value);
  };
  const submit = ({ target }: SubmitEvent): void => {
    submitted = target instanceof HTMLFormElement ? target : null;
    setTimeout(() => (submitted = null));
  };
  document.addEventListener('focusin', come);
  document.addEventListener('submit', submit, true);
  return () => {
    document.removeEventListener('focusin', come);
    document.removeEventListener('submit', submit, true);
  };
}
