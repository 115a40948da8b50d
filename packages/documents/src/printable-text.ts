/**
 * Characters that XML 1.0 has no way to hold, and half surrogates. Joiners and direction marks stay: names use them.
 */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** One line of a printed document: breaks and tabs become spaces, what can't be printed goes. */
export function printableText(text: string): string {
  return text
    .toWellFormed()
    .replace(unprintable, '')
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ');
}
