import { findPersonalData } from './gate/personal-data.ts';
import { sentenceAround, typedHere, type PrintedLine } from './printed-lines.ts';
import { findTypedNumbers, type TypedNumber } from './typed-numbers.ts';

/** A number that has no lineage, with what was typed around it: that and nothing else is what an answer to it is of. */
export interface TypedInLine extends TypedNumber {
  /** Its sentence, figures blanked: what the data prints may move, what was typed may not. */
  readonly sentence: string;
}

/** A school's own words have their lineage; headings and personal data are other matters. */
export function typedInLine(line: PrintedLine): readonly TypedInLine[] {
  if (line.isQuoted || line.kind === 'heading') return [];
  const typed = typedHere(line);
  const personal = findPersonalData(typed);
  return findTypedNumbers(typed)
    .filter(({ index }) => !personal.some(({ from, to }) => from <= index && index < to))
    .map((found) => ({ ...found, sentence: sentenceOf(typed, found) }));
}

/** What tells one from another within its section: the same number twice in a sentence is one. */
export function keyOfTyped({ text, sentence }: Pick<TypedInLine, 'text' | 'sentence'>): string {
  return JSON.stringify([text, sentence]);
}

function sentenceOf(typed: string, { index, text }: TypedNumber): string {
  const { from, to } = sentenceAround(typed, index, index + text.length);
  return typed.slice(from, to).replaceAll(/〓+/gu, '〓');
}
