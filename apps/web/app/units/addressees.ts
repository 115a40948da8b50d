import { addresseeLimits } from '@huibao/domain';

interface Addressee {
  readonly addressee: string;
  readonly kind: 'main' | 'copy';
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** One a line, as they are typed or pasted; `areTooMany` where the server refuses that many, or names that long. */
export function readAddressees(
  main: string,
  copies: string,
): { readonly addressees: Addressee[]; readonly areTooMany: boolean } {
  const addressees = [
    ...linesOf(main).map((addressee) => ({ addressee, kind: 'main' as const })),
    ...linesOf(copies).map((addressee) => ({ addressee, kind: 'copy' as const })),
  ];
  const { most, letters } = addresseeLimits;
  const areTooMany = addressees.length > most || addressees.some(({ addressee }) => addressee.length > letters);
  return { addressees, areTooMany };
}
