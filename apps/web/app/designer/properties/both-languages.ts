import type { Localized } from '@huibao/domain';

/** A text that may be left out: it is there as long as one of its languages is written. */
export function unlessEmpty(text: Localized): Localized | undefined {
  return text.zh === '' && text.en === '' ? undefined : text;
}
